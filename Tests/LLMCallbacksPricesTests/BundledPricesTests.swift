// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksPrices
import Testing

struct BundledPricesTests {
    /// 2026-11-20.
    private let time = WallTime(secondsSinceEpoch: 20_777 * 86_400)

    @Test func `the table that comes along is dated, and knows where it is from`() throws {
        let table = PriceTable.bundled
        let date = try #require(table.date)
        #expect(date.count == 10)
        #expect(table.age(at: time) ?? -1 >= 0)
        #expect(table.source?.hasPrefix("genai-prices") == true)
        #expect(table.modelCount > 300)
    }

    @Test func `a call of gpt-5 to the pico-dollar`() throws {
        let quote = try #require(PriceTable.bundled.quote(forModel: "gpt-5-2025-08-07", at: time, serviceTier: nil))
        #expect(quote.entry == "openai/gpt-5")
        // 1.25 dollars a million in, 0.125 from the cache, 10 out:
        // (2,006 - 1,920) x 1,250,000 + 1,920 x 125,000 + 300 x 10,000,000 = 107,500,000 + 240,000,000 + 3,000,000,000
        let usage = TokenUsage(inputTokens: 2_006, outputTokens: 300, cachedInputTokens: 1_920, reasoningTokens: 192)
        #expect(usage.cost(at: quote)?.amount == Money(picoDollars: 3_347_500_000))
    }

    @Test func `a call of Claude with writes for an hour`() throws {
        let quote = try #require(
            PriceTable.bundled.quote(
                forModel: "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                at: time,
                serviceTier: nil
            )
        )
        #expect(quote.entry == "anthropic/claude-haiku-4-5")
        var usage = TokenUsage(inputTokens: 15_003, outputTokens: 100, cachedInputTokens: 10_000)
        (usage.cacheWrite, usage.cacheWrite5m, usage.cacheWrite1h) = (5_000, 1_000, 4_000)
        // 3 x 1,000,000 + 10,000 x 100,000 + 1,000 x 1,250,000 + 4,000 x 2,000,000 + 100 x 5,000,000
        #expect(usage.cost(at: quote)?.amount == Money(picoDollars: 10_753_000_000))
    }

    @Test func `a long prompt of Gemini's pays the higher price for all of it`() throws {
        let quote = try #require(PriceTable.bundled.quote(forModel: "gemini-2.5-pro", at: time, serviceTier: nil))
        // 250,000 x 2,500,000 + 1,000 x 15,000,000
        let usage = TokenUsage(inputTokens: 250_000, outputTokens: 1_000)
        #expect(usage.cost(at: quote)?.amount == Money(picoDollars: 640_000_000_000))
    }

    @Test(arguments: ["gpt-99", "ft:gpt-4o:acme::1", "llama-local", "stdin", "demo", ""])
    func `a model that nobody knows has no price`(model: String) {
        #expect(PriceTable.bundled.quote(forModel: model, at: time, serviceTier: nil) == nil)
    }
}
