// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// What a deletion would take away. Nothing is gone until ``TranscriptEditor/delete(_:)`` is called with it.
public struct DeletionPlan: Sendable {
    /// What was asked for, in words, for the receipt.
    public let rule: String
    /// The runs that would go, newest first.
    public let runs: [RecordedRun]
    /// How many bytes of text and times they have.
    public let bytes: Int
    /// Runs that were asked for and stay, as they are under way.
    public let running: [RecordedRun]

    /// How many pieces would go.
    public var chunkCount: Int { runs.reduce(0) { $0 + $1.chunkCount } }
}

/// What was deleted on purpose. Receipts stay in the transcript.
public struct DeletionReceipt: Sendable, Hashable {
    /// When.
    public let at: WallTime
    /// What was asked for, in words.
    public let rule: String
    /// The runs that went.
    public let runs: [RunID]
    /// How many pieces they had.
    public let chunkCount: Int
    /// How many bytes of text and times they had.
    public let bytes: Int
}
