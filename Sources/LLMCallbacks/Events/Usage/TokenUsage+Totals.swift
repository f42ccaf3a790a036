// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Providers differ in what their totals include. Here, totals include everything.
extension TokenUsage {
    /// Makes the input include the cache, for a provider that tells them apart: Anthropic, Bedrock.
    ///
    /// To be called once on what was read from the wire. Where writes are told only by how long they are kept, their sum is
    /// taken.
    public mutating func includeCacheInInput() {
        if cacheWrite == nil { cacheWrite = [cacheWrite5m, cacheWrite1h].sum }
        if let uncached = input { input = [uncached, cacheRead, cacheWrite].sum }
    }

    /// Makes the output include the reasoning, for a provider that tells them apart: Gemini.
    ///
    /// To be called once on what was read from the wire. Reasoning without any output is all the output there is so far.
    public mutating func includeReasoningInOutput() {
        if reasoning != nil { output = [output, reasoning].sum }
    }

    /// What the provider's total has that its input and output have not: 0 where they agree, `nil` where one is missing.
    ///
    /// More than 0: the provider counts something that it does not tell, such as hidden reasoning. Less than 0: it counts
    /// something twice.
    public var unexplainedTokens: Int? {
        guard let total, let input, let output else { return nil }
        return total.tokens - input.tokens - output.tokens
    }

    /// Some providers leave reasoning out of the output, others do not, and gateways mix the two. The total tells which.
    mutating func includeReasoningIfTotalSaysSo() {
        guard let reasoning, reasoning.tokens > 0, unexplainedTokens == reasoning.tokens else { return }
        includeReasoningInOutput()
    }
}

extension [TokenUsage.Count?] {
    /// Those that are known, together; `nil` if none is.
    fileprivate var sum: TokenUsage.Count? {
        compactMap { $0 }.reduce(nil) { sum, count in sum.map { $0 + count } ?? count }
    }
}
