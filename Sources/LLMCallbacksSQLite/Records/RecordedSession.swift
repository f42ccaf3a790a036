// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// What a transcript tells of a session: runs that belong together over time, such as a conversation.
public struct RecordedSession: Sendable, Identifiable {
    /// The name that the program gave it, else the id of its first run.
    public let id: String
    /// A title that somebody gave it.
    public let title: String?
    /// A note that somebody made on it.
    public let note: String?
    /// When its first run started.
    public let startedAt: WallTime
    /// When its last run started.
    public let lastStartedAt: WallTime
    /// How many runs it has.
    public let runCount: Int
    /// How many pieces its runs have.
    public let chunkCount: Int
    /// The sums of tokens in and out, as models told them; 0 where none did.
    public let inputTokens: Int
    /// Tokens that models wrote.
    public let outputTokens: Int
    /// The prompt of its first run: see ``RecordedRun/prompt``.
    public let prompt: String?

    let rowID: Int64
}
