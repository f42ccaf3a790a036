// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Numbers over a group of recorded runs.
public struct RunStatistics: Sendable {
    /// What the runs of the group have in common: a value for each property by which was grouped, in that order.
    public let group: [String]
    /// How many runs there are.
    public internal(set) var runs = 0
    /// How many of them failed.
    public internal(set) var failed = 0
    /// How many of them were cancelled.
    public internal(set) var cancelled = 0
    /// How many of them were interrupted.
    public internal(set) var interrupted = 0
    /// How many pieces they have.
    public internal(set) var chunks = 0
    /// The sum of tokens in, as models told them.
    public internal(set) var inputTokens = 0
    /// The sum of tokens out, as models told them.
    public internal(set) var outputTokens = 0
    /// What the runs cost whose price is known; `nil` if none of them is, or no prices were given.
    public internal(set) var cost: Money?
    /// How many runs have a known price.
    public internal(set) var pricedRuns = 0
    /// The times to the first piece, shortest first; one for each run that came so far.
    public internal(set) var timesToFirstToken: [Duration] = []
    /// Tokens out a second, from the first piece to the end, slowest first; one for each run for which that is known.
    public internal(set) var outputRates: [Double] = []

    /// A property to group runs by.
    public enum Property: Sendable, Hashable, CaseIterable {
        /// The day on which the run started, in UTC: `2026-11-23`.
        case day
        /// The model that answered.
        case model
        /// Each tag; a run with several counts in several groups, one with none in none.
        case tag
        /// How the run stands.
        case status
        /// What it is a run of.
        case kind
        /// The session.
        case session
    }

    /// The value below which a share of sorted values lies, by nearest rank; `nil` of none.
    ///
    /// - Parameter share: 0.5 for the median, 0.95 for the 95th percentile.
    public static func percentile<Value>(_ share: Double, of sorted: [Value]) -> Value? {
        guard !sorted.isEmpty else { return nil }
        let rank = (share.clamped * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }
}

extension Double {
    fileprivate var clamped: Double { isNaN ? 0 : Swift.min(Swift.max(self, 0), 1) }
}
