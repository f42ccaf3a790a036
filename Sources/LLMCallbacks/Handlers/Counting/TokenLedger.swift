// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a ``TokenCountingHandler`` knows. Pure: the handler asks under its lock, and acts outside it.
struct TokenLedger {
    private(set) var counts = TokenCounts()
    /// Runs under way of which there is something to remember.
    private var live: [RunID: Live] = [:]
    /// What the runs that are over take from the budget.
    private var spent = 0
    /// What the runs under way take from it, so far.
    private var spending = 0

    private struct Live {
        var retries = 0
        var chunks = 0
    }

    /// Notes a request made again.
    mutating func retry(_ run: RunID) { live[run, default: Live()].retries += 1 }

    /// Notes a piece of an answer. Returns whether the run has to stop.
    mutating func spend(_ pieces: Int, _ run: RunID, _ budget: TokenBudget) -> Bool {
        live[run, default: Live()].chunks += pieces
        spending += pieces
        switch budget.scope {
        case .run: return live[run, default: Live()].chunks > budget.limit
        case .total: return spent + spending > budget.limit
        }
    }

    /// Whether nothing is left for a further run.
    func isExhausted(_ budget: TokenBudget) -> Bool {
        budget.scope == .total && spent + spending >= budget.limit
    }

    /// Notes the end of a run.
    mutating func end(_ run: RunID, _ result: RunResult, _ budget: TokenBudget?) {
        let live = live.removeValue(forKey: run) ?? Live()
        counts.add(result, retries: live.retries)
        spending -= live.chunks
        spent += budget?.unit == .outputTokens ? result.usage?.outputTokens ?? result.tokenCount : result.tokenCount
    }

    /// Begins again. Runs under way count with what comes from now on, and in full when they are over.
    mutating func reset() {
        counts = TokenCounts()
        spent = 0
        spending = 0
        for run in live.keys { live[run] = Live() }
    }
}
