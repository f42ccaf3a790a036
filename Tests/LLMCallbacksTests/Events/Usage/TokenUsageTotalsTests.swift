// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct TokenUsageTotalsTests {
    @Test func `a total shows that the output leaves reasoning out`() {
        // As xAI tells it: 12 + 20 + 300 = 332.
        var usage = TokenUsage(inputTokens: 12, outputTokens: 20, reasoningTokens: 300)
        usage.total = 332
        let merged = TokenUsage.merging(usage)
        #expect(merged.output == 320)
        #expect(merged.unexplainedTokens == 0)
        #expect(TokenUsage.merging(usage, usage) == merged)
        #expect(TokenUsage.merging(merged, merged) == merged)
    }

    @Test func `a total that agrees changes nothing`() {
        var usage = TokenUsage(inputTokens: 12, outputTokens: 320, reasoningTokens: 300)
        usage.total = 332
        #expect(TokenUsage.merging(usage) == usage)
    }

    @Test func `a total that nothing explains is told and changes nothing`() {
        var usage = TokenUsage(inputTokens: 21, outputTokens: 31)
        usage.total = 87
        #expect(TokenUsage.merging(usage) == usage)
        #expect(usage.unexplainedTokens == 35)
        usage.total = 50
        #expect(usage.unexplainedTokens == -2)
        usage.total = nil
        #expect(usage.unexplainedTokens == nil)
    }

    @Test func `an input that leaves the cache out is made to include it`() {
        var usage = TokenUsage(inputTokens: 3, outputTokens: 1, cachedInputTokens: 10_000)
        usage.cacheWrite = 500
        usage.includeCacheInInput()
        #expect(usage.input == 10_503)
        var split = TokenUsage(inputTokens: 3, outputTokens: nil)
        (split.cacheWrite5m, split.cacheWrite1h) = (20, 400)
        split.includeCacheInInput()
        #expect((split.input, split.cacheWrite) == (423, 420))
        var unknown = TokenUsage(inputTokens: nil, outputTokens: 2, cachedInputTokens: 5)
        unknown.includeCacheInInput()
        #expect(unknown.input == nil)
    }

    @Test func `an output that leaves reasoning out is made to include it`() {
        var usage = TokenUsage(inputTokens: 3, outputTokens: nil, reasoningTokens: 70, source: .running)
        usage.includeReasoningInOutput()
        #expect(usage.output == .init(70, .running))
        var plain = TokenUsage(inputTokens: 3, outputTokens: 4)
        plain.includeReasoningInOutput()
        #expect(plain.output == 4)
    }
}
