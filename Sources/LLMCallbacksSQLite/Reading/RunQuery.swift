// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Which recorded runs are wanted, in which order, and how many. Conditions are joined by "and", lists within one by "or".
public struct RunQuery: Sendable {
    /// Only runs that started then or later.
    public var since: WallTime?
    /// Only runs that started before.
    public var until: WallTime?
    /// Only runs of these names or answered by these models; a `*` stands for any text. Empty: all.
    public var models: [String] = []
    /// Only runs with one of these tags. Empty: all.
    public var tags: [String] = []
    /// Only runs that stand like this. Empty: all.
    public var statuses: [RecordedStatus] = []
    /// Only runs of these kinds. Empty: all.
    public var kinds: [RunKind] = []
    /// Only the runs of this session.
    public var session: String?
    /// Only runs right inside this one.
    public var parent: RunID?
    /// Only runs that have no parent.
    public var isRoot = false
    /// Which come first.
    public var order = Order.newestFirst
    /// The most to return; `nil`: all.
    public var limit: Int?
    /// How many to pass over.
    public var offset = 0

    /// Creates a query for all runs, newest first.
    public init() {}

    /// An order of runs.
    public enum Order: Sendable, Hashable, CaseIterable {
        /// By start, newest first.
        case newestFirst
        /// By start, oldest first.
        case oldestFirst
        /// Those that took longest first.
        case longestFirst
        /// Those whose first piece took longest first.
        case slowestStartFirst
        /// Those with the most pieces first.
        case mostChunksFirst
        /// Those with the most tokens in and out first.
        case mostTokensFirst
    }
}
