// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How much the runs of a ``TokenCountingHandler`` may write before it stops them.
public struct TokenBudget: Sendable, Hashable {
    /// What is counted.
    enum Unit: Sendable { case outputTokens, chunks }

    let unit: Unit
    let limit: Int
    let scope: Scope

    /// What the limit is for.
    @nonexhaustive
    public enum Scope: Sendable, Hashable {
        /// All runs together, since the handler was made or reset.
        case total
        /// Each run by itself.
        case run
    }

    /// So many tokens of output. A run counts with a token an event while it is under way, and from its end on with what its
    /// model said it used, if it did.
    public static func outputTokens(_ limit: Int, per scope: Scope = .total) -> TokenBudget {
        TokenBudget(unit: .outputTokens, limit: limit, scope: scope)
    }

    /// So many token events.
    public static func chunks(_ limit: Int, per scope: Scope = .total) -> TokenBudget {
        TokenBudget(unit: .chunks, limit: limit, scope: scope)
    }

    /// Why a run was stopped, in words.
    var reason: String {
        let unit = self.unit == .chunks ? "chunks" : "output tokens"
        return "the budget of \(limit) \(unit)\(scope == .run ? " a run" : "") is used up"
    }
}
