// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Which runs may go. Conditions are joined by "and": a run goes if all that are set say so. One under way never goes.
public struct PruneRule: Sendable {
    /// Only runs that started before.
    public var startedBefore: WallTime?
    /// All but so many, the newest.
    public var keepNewest: Int?
    /// The oldest, until what is left has at most so many bytes of text and times.
    public var maxBytes: Int?
    /// Only runs that stand like this. Empty: all.
    public var statuses: [RecordedStatus] = []
    /// Only runs with one of these tags. Empty: all.
    public var tags: [String] = []

    /// Creates a rule that sets no condition.
    public init() {}

    /// Whether no condition is set: then nothing goes.
    public var isEmpty: Bool {
        startedBefore == nil && keepNewest == nil && maxBytes == nil && statuses.isEmpty && tags.isEmpty
    }
}
