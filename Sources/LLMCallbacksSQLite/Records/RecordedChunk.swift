// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// One piece of a recorded answer, as it came.
public struct RecordedChunk: Sendable, Hashable {
    /// The number of its event in the run.
    public let sequence: Int
    /// When it came, since the start of the run, to the microsecond.
    public let time: Duration
    /// The piece itself.
    public let token: TokenDelta
    /// Whether the model replaced all text of the lane by this.
    public let isReplacement: Bool
}
