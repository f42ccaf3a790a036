// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Where a model's pieces go.
public struct ModelOutput: Sendable {
    /// Sends one piece.
    public func send(_ chunk: ModelChunk) async throws {}
}
