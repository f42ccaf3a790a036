// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What has been taken from budgets, and whether anything is left. Pure.
struct BudgetBook {
    let budgets: [TokenBudget]
    /// What all runs took from each budget, those under way with what they have used so far.
    private var total: [Int64]
    /// The same, by session, for budgets of sessions.
    private var bySession: [String: [Int64]] = [:]

    init(_ budgets: [TokenBudget]) {
        self.budgets = budgets
        total = budgets.map { _ in 0 }
    }

    /// Notes what a run takes by now, in place of what it took before. Returns why it has to stop, if it has to.
    mutating func update(_ run: inout RunCount) -> String? {
        guard !budgets.isEmpty else { return nil }
        return settle(&run, budgets.map { $0.amount(of: run) })
    }

    /// Notes what a run took in the end. Returns why it has to stop, if it were not over.
    @discardableResult
    mutating func settle(_ run: inout RunCount, _ amounts: [Int64]) -> String? {
        var reason: String?
        for (index, amount) in amounts.enumerated() {
            let added = amount - run.spent[index]
            run.spent[index] = amount
            let spent = add(added, to: index, run.session, ofRun: amount)
            if spent > budgets[index].limit, reason == nil { reason = budgets[index].reason }
        }
        return reason
    }

    /// Why a run may not begin: nothing is left for it, or what it costs cannot be known.
    func refusal(of run: RunCount, model: String) -> String? {
        for (index, budget) in budgets.enumerated() {
            if budget.unit == .picoDollars, !run.isPriced {
                return "a budget in money needs a price, and \(model) has none"
            }
            let spent: Int64? =
                switch budget.scope {
                case .total: total[index]
                case .session: run.session.map { bySession[$0]?[index] ?? 0 }
                case .run: nil
                }
            if let spent, spent >= budget.limit { return budget.reason }
        }
        return nil
    }

    /// Gives back all that was taken.
    mutating func reset() {
        total = budgets.map { _ in 0 }
        bySession = [:]
    }

    /// Returns what is taken now within the budget's scope.
    private mutating func add(_ amount: Int64, to index: Int, _ session: String?, ofRun run: Int64) -> Int64 {
        switch (budgets[index].scope, session) {
        case (.total, _):
            total[index] = total[index].addingClamped(amount)
            return total[index]
        case (.session, let session?):
            let sum = bySession[session, default: budgets.map { _ in 0 }][index].addingClamped(amount)
            bySession[session, default: budgets.map { _ in 0 }][index] = sum
            return sum
        case (.session, nil), (.run, _):
            return run
        }
    }
}

extension FixedWidthInteger {
    /// The sum, held within what the type can say.
    func addingClamped(_ other: Self) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
