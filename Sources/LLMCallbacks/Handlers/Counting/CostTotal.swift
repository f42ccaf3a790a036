// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What several calls cost together, and how far that is to be trusted.
public struct CostTotal: Sendable, Hashable {
    /// Creates a total of nothing.
    public init() {}

    /// The sum of all calls whose price is known; `nil` if it is more than can be said.
    public private(set) var amount: Money? = .zero
    /// Calls whose price is known.
    public private(set) var pricedCalls = 0
    /// Calls whose price is not known. They are not free: the amount lacks them.
    public private(set) var unpricedCalls = 0
    /// Priced calls that cost at least their amount: something that was used is not known.
    public private(set) var lowerBounds = 0
    /// Priced calls whose tokens were guessed.
    public private(set) var estimates = 0
    /// The day of the oldest price table that was used, such as `2026-11-20`.
    public private(set) var oldestTableDate: String?
    /// What was assumed in any of them.
    public private(set) var assumptions: Set<Cost.Assumption> = []

    /// Adds a call; `nil` is one whose price is not known.
    public mutating func add(_ cost: Cost?) {
        guard let cost else {
            unpricedCalls += 1
            return
        }
        pricedCalls += 1
        amount = amount.flatMap { $0.adding(cost.amount) }
        switch cost.source {
        case .running, .lowerBound: lowerBounds += 1
        case .estimated: estimates += 1
        case .reported, .counted: break
        }
        if let date = cost.tableDate { oldestTableDate = min(oldestTableDate ?? date, date) }
        assumptions.formUnion(cost.assumptions)
    }
}
