// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a caller may say about a run, besides its input and its handlers.
public struct RunOptions: Sendable {
    /// The run's id; a new one if `nil`. In a batch, the first run's.
    public var id: RunID?
    /// What ties runs together over time, such as a conversation. Nested runs have it too.
    public var session: String?
    /// Labels. Nested runs have them too.
    public var tags: [String]
    /// Labels of this run alone.
    public var localTags: [String]
    /// Details for handlers and records. Nested runs have them too.
    public var metadata: [String: JSONValue]
    /// Details of this run alone.
    public var localMetadata: [String: JSONValue]
    /// How long after the end queued handlers have to be through with it. Those that are not are named in
    /// ``RunResult/handlerFailures``, and waited for no longer.
    public var grace: Duration

    /// Creates options.
    public init(
        id: RunID? = nil,
        session: String? = nil,
        tags: [String] = [],
        localTags: [String] = [],
        metadata: [String: JSONValue] = [:],
        localMetadata: [String: JSONValue] = [:],
        grace: Duration = .seconds(30)
    ) {
        self.id = id
        self.session = session
        self.tags = tags
        self.localTags = localTags
        self.metadata = metadata
        self.localMetadata = localMetadata
        self.grace = grace
    }
}
