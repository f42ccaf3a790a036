// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// What a transcript tells of a run, but for its input, its output and its events.
public struct RecordedRun: Sendable, Identifiable {
    /// The run's id.
    public let id: RunID
    /// The session: the name that the program gave, else the id of the outermost run.
    public let session: String
    /// The run around it, if any. It need not be in the same file.
    public let parentID: RunID?
    /// The outermost run around it; its own id if there is none.
    public let rootID: RunID
    /// What it is a run of.
    public let kind: RunKind
    /// How it stands.
    public let status: RecordedStatus
    /// For a model's run the model that was asked; else the name of the tool, chain, retriever or agent.
    public let name: String
    /// The model that answered: ``name`` unless the server named another.
    public let model: String
    /// A title that somebody gave it.
    public let title: String?
    /// A note that somebody made on it.
    public let note: String?
    /// The first 200 characters of the last user's message that went in; `nil` if there is none.
    public let prompt: String?
    /// Labels, in the order in which they were given.
    public let tags: [String]
    /// Details that the program gave.
    public let metadata: [String: JSONValue]
    /// When it started.
    public let startedAt: WallTime
    /// The time to the first piece that was not empty.
    public let timeToFirstToken: Duration?
    /// The time to the end; `nil` while it is under way, and where it was interrupted.
    public let duration: Duration?
    /// How many pieces are stored.
    public let chunkCount: Int
    /// How many pieces could not be stored.
    public let lostCount: Int
    /// How often handlers failed.
    public let handlerFailureCount: Int
    /// Token counts as the model told them last.
    public let usage: TokenUsage?
    /// Why choice 0 ended.
    public let finishReason: FinishReason?
    /// Why the run failed.
    public let error: ModelError?
    /// Who stopped the run.
    public let cancellation: CancellationReason?

    let rowID: Int64
    let endSequence: Int?
    let endTime: Duration?
    let finishReasons: [FinishReason?]
}
