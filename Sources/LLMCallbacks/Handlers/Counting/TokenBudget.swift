// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How much the runs of a ``TokenCountingHandler`` may use before it stops them.
public struct TokenBudget: Sendable, Hashable {
    /// What is counted.
    enum Unit: Sendable { case outputTokens, allTokens, chunks, picoDollars }

    let unit: Unit
    let limit: Int64
    let scope: Scope

    /// What the limit is for.
    @nonexhaustive
    public enum Scope: Sendable, Hashable {
        /// All runs together, since the handler was made or reset: those of a manager, if it is registered there.
        case total
        /// The runs of each session together; a run without a session stands for itself.
        case session
        /// Each run by itself.
        case run
    }

    /// So many tokens of output.
    ///
    /// A run under way counts with what its provider said so far or what was counted here, whichever is more; without a
    /// tokenizer with a token an event. From its end on it counts with what its model said it used, if it did.
    public static func outputTokens(_ limit: Int, per scope: Scope = .total) -> TokenBudget {
        TokenBudget(unit: .outputTokens, limit: Int64(limit), scope: scope)
    }

    /// So many tokens of input and output together, as far as they are known.
    public static func tokens(_ limit: Int, per scope: Scope = .total) -> TokenBudget {
        TokenBudget(unit: .allTokens, limit: Int64(limit), scope: scope)
    }

    /// So many token events.
    public static func chunks(_ limit: Int, per scope: Scope = .total) -> TokenBudget {
        TokenBudget(unit: .chunks, limit: Int64(limit), scope: scope)
    }

    /// So much money. A run whose model has no price is stopped at its start: it could cost anything.
    public static func money(_ limit: Money, per scope: Scope = .total) -> TokenBudget {
        TokenBudget(unit: .picoDollars, limit: limit.picoDollars, scope: scope)
    }

    /// Why a run was stopped, in words.
    var reason: String {
        let limit =
            switch unit {
            case .outputTokens: "\(limit) output tokens"
            case .allTokens: "\(limit) tokens"
            case .chunks: "\(limit) chunks"
            case .picoDollars: "\(Money(picoDollars: limit)) dollars"
            }
        return switch scope {
        case .total: "the budget of \(limit) is used up"
        case .session: "the budget of \(limit) a session is used up"
        case .run: "the budget of \(limit) a run is used up"
        }
    }

    /// What a run under way takes from it.
    func amount(of run: RunCount) -> Int64 {
        switch unit {
        case .outputTokens: Int64(run.outputTokens)
        case .allTokens: Int64(run.outputTokens) + Int64(run.usage.input?.tokens ?? 0)
        case .chunks: Int64(run.chunkCount)
        case .picoDollars: run.cost?.amount.picoDollars ?? 0
        }
    }

    /// What a run that is over takes from it.
    func amount(of usage: TokenUsage, chunks: Int, cost: Cost?) -> Int64 {
        switch unit {
        case .outputTokens: Int64(usage.output?.tokens ?? 0)
        case .allTokens: Int64(usage.output?.tokens ?? 0) + Int64(usage.input?.tokens ?? 0)
        case .chunks: Int64(chunks)
        case .picoDollars: cost?.amount.picoDollars ?? 0
        }
    }
}
