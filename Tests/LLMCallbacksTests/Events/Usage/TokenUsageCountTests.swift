// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct TokenUsageCountTests {
    @Test func `numbers from a network are held within bounds, and their sums too`() {
        #expect(TokenUsage.Count(-5).tokens == 0)
        let most = TokenUsage.Count(.max)
        #expect(most.tokens == .max / 8)
        #expect((most + most).tokens == .max / 8)
        var usage = TokenUsage(inputTokens: .max, outputTokens: .max, cachedInputTokens: .max, reasoningTokens: .max)
        usage.total = TokenUsage.Count(.min)
        usage.includeCacheInInput()
        #expect(TokenUsage.merging(usage, usage).unexplainedTokens == -2 * (.max / 8))
    }

    @Test func `a sum is from the weaker of its sources`() {
        #expect((TokenUsage.Count(1, .counted) + 2).source == .counted)
        #expect((TokenUsage.Count(1, .estimated) + TokenUsage.Count(2, .lowerBound)).source == .estimated)
    }

    @Test func `the source of all is the weaker of those of input and output`() {
        var usage = TokenUsage(inputTokens: 1, outputTokens: nil)
        #expect(usage.source == .reported)
        usage.output = .init(1, .lowerBound)
        #expect(usage.source == .lowerBound)
        #expect(TokenUsage().source == .estimated)
    }

    @Test func `five sources are three words in JSON Lines`() {
        #expect(
            TokenUsage.Source.allCases.map(\.summary.rawValue)
                == ["reported", "reported", "counted", "counted", "estimated"]
        )
    }
}
