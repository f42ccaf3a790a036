// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenCounts {
    /// A run that is over.
    struct Call {
        let result: RunResult
        /// What was used, with a guess where nothing is known.
        let usage: TokenUsage
        let cost: Cost?
        /// Whether there are prices at all.
        let hasPrices: Bool
        /// Whether the model said anything of usage.
        let isTold: Bool
        let retries: Int
    }

    /// Adds a run that is over.
    mutating func add(_ call: Call) {
        total.add(call)
        byModel[call.result.model.isEmpty ? "unknown" : call.result.model, default: Entry()].add(call)
    }
}

extension TokenCounts.Entry {
    fileprivate mutating func add(_ call: TokenCounts.Call) {
        let result = call.result
        runs += 1
        retries += call.retries
        chunks += result.tokenCount
        if let time = result.timeToFirstToken { timeToFirstToken.add(time) }
        switch result.outcome {
        case .ended: break
        case .failed: errors += 1
        case .cancelled: cancellations += 1
        }
        if !call.isTold { runsWithoutUsage += 1 }
        add(call.usage)
        generation.add(result, call.usage)
        if call.hasPrices { cost.add(call.cost) }
    }

    private mutating func add(_ usage: TokenUsage) {
        add(usage.input) { $0.input = $1 }
        add(usage.cacheRead) { $0.cachedInput = $1 }
        add(usage.output) { $0.output = $1 }
        add(usage.reasoning) { $0.reasoning = $1 }
    }

    private mutating func add(_ count: TokenUsage.Count?, _ set: (inout TokenCounts.Tokens, Int) -> Void) {
        guard let count else { return }
        var tokens = TokenCounts.Tokens()
        set(&tokens, count.tokens)
        switch count.source.summary {
        case .reported: reported = reported + tokens
        case .counted: counted = counted + tokens
        default: estimated = estimated + tokens
        }
    }
}

extension TokenCounts.Generation {
    /// Adds a run, if it has something to tell the speed by: more than one piece, and tokens that nobody guessed.
    fileprivate mutating func add(_ result: RunResult, _ usage: TokenUsage) {
        guard let first = result.timeToFirstToken, result.duration > first, result.tokenCount > 1,
            let output = usage.output, output.source != .estimated
        else { return }
        let isShown = result.choices.contains { !$0.reasoning.isEmpty }
        let hidden = isShown ? 0 : usage.reasoning?.tokens ?? 0
        tokens = tokens.addingClamped(max(0, output.tokens - hidden))
        time += result.duration - first
    }
}
