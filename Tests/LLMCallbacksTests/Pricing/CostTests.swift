// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

/// Prices of calls to the pico-dollar, computed by hand. Rates are pico-dollars a token, that is dollars a million times 10^6.
struct CostTests {
    /// 3 dollars in, 15 out, 0.30 read, 3.75 written for five minutes, 6 for an hour.
    private let anthropic = TokenRates(
        input: Money(picoDollars: 3_000_000),
        output: Money(picoDollars: 15_000_000),
        cacheRead: Money(picoDollars: 300_000),
        cacheWrite: Money(picoDollars: 3_750_000),
        cacheWrite1h: Money(picoDollars: 6_000_000)
    )
    /// 1.25 dollars in, 10 out, and nothing else.
    private let plain = TokenRates(input: Money(picoDollars: 1_250_000), output: Money(picoDollars: 10_000_000))

    @Test func `each part of the input has its rate`() {
        var usage = TokenUsage(inputTokens: 21_929, outputTokens: 530, cachedInputTokens: 9_872)
        (usage.cacheWrite, usage.cacheWrite5m, usage.cacheWrite1h) = (12_054, 54, 12_000)
        // 21,929 - 9,872 - 12,054 = 3 at 3,000,000:        9,000,000
        //                       9,872 at   300,000:    2,961,600,000
        //                          54 at 3,750,000:      202,500,000
        //                      12,000 at 6,000,000:   72,000,000,000
        //                         530 at 15,000,000:   7,950,000,000
        let cost = usage.cost(at: PriceQuote(ModelPrice(anthropic), entry: "claude", tableDate: "2026-11-20"))
        #expect(cost?.amount == Money(picoDollars: 83_123_100_000))
        #expect(cost?.amount.description == "0.0831231")
        #expect((cost?.source, cost?.entry, cost?.tableDate) == (.reported, "claude", "2026-11-20"))
        #expect(cost?.assumptions == [])
    }

    @Test func `writes without a split are taken for five minutes`() {
        var usage = TokenUsage(inputTokens: 1_000, outputTokens: 0)
        usage.cacheWrite = 900
        // 100 x 3,000,000 + 900 x 3,750,000
        #expect(price(usage, anthropic)?.amount == Money(picoDollars: 3_675_000_000))
        usage.cacheWrite1h = 400
        // 100 x 3,000,000 + 500 x 3,750,000 + 400 x 6,000,000
        #expect(price(usage, anthropic)?.amount == Money(picoDollars: 4_575_000_000))
    }

    @Test func `what has no price of its own is not free, and that is said`() {
        var usage = TokenUsage(inputTokens: 1_000, outputTokens: 10, cachedInputTokens: 600)
        (usage.cacheWrite, usage.cacheWrite1h, usage.audioInput, usage.audioOutput) = (200, 100, 50, 5)
        // 1,000 x 1,250,000 + 10 x 10,000,000
        let cost = price(usage, plain)
        #expect(cost?.amount == Money(picoDollars: 1_350_000_000))
        #expect(cost?.assumptions == [.cacheReadAtInputPrice, .cacheWriteAtInputPrice, .audioAtTextPrice])
        var rates = plain
        rates.cacheWrite = Money(picoDollars: 1_500_000)
        #expect(price(usage, rates)?.assumptions.contains(.cacheWrite1hAt5mPrice) == true)
        // 1,000 - 200 at 1,250,000; 200 at 1,500,000; 10 at 10,000,000
        #expect(price(usage, rates)?.amount == Money(picoDollars: 1_400_000_000))
    }

    @Test func `reasoning and sound have rates where the price names them`() {
        var rates = plain
        rates.reasoning = Money(picoDollars: 3_000_000)
        rates.audioInput = Money(picoDollars: 40_000_000)
        rates.imageInput = Money(picoDollars: 2_000_000)
        rates.audioOutput = Money(picoDollars: 80_000_000)
        var usage = TokenUsage(inputTokens: 100, outputTokens: 50, reasoningTokens: 30)
        (usage.audioInput, usage.imageInput, usage.audioOutput) = (10, 20, 5)
        // In: 10 x 40,000,000 + 20 x 2,000,000 + 70 x 1,250,000 = 527,500,000
        // Out: 30 x 3,000,000 + 5 x 80,000,000 + 15 x 10,000,000 = 640,000,000
        #expect(price(usage, rates)?.amount == Money(picoDollars: 1_167_500_000))
    }

    @Test func `a cliff raises the price of every token, and looks at the input with its cache`() {
        let high = TokenRates(
            input: Money(picoDollars: 2_500_000),
            output: Money(picoDollars: 15_000_000),
            cacheRead: Money(picoDollars: 250_000)
        )
        let quote = PriceQuote(ModelPrice(plain, cliffs: [.init(above: 200_000, rates: high)]), entry: "gemini")
        let below = TokenUsage(inputTokens: 200_000, outputTokens: 10, cachedInputTokens: 0)
        // 200,000 x 1,250,000 + 10 x 10,000,000
        #expect(below.cost(at: quote)?.amount == Money(picoDollars: 250_100_000_000))
        let above = TokenUsage(inputTokens: 200_001, outputTokens: 10, cachedInputTokens: 200_000)
        // 1 x 2,500,000 + 200,000 x 250,000 + 10 x 15,000,000
        #expect(above.cost(at: quote)?.amount == Money(picoDollars: 50_152_500_000))
    }

    @Test func `parts that are more than their total cost no more than the total`() {
        var usage = TokenUsage(inputTokens: 10, outputTokens: 5, cachedInputTokens: 500, reasoningTokens: 900)
        (usage.cacheWrite, usage.cacheWrite1h) = (.init(.max), .init(.max))
        // 10 x 300,000 + 5 x 15,000,000
        #expect(price(usage, anthropic)?.amount == Money(picoDollars: 78_000_000))
    }

    @Test func `a cost of half of the usage is a lower bound, and of nothing is none`() {
        #expect(price(TokenUsage(), plain) == nil)
        let output = price(TokenUsage(inputTokens: nil, outputTokens: 7, source: .counted), plain)
        #expect((output?.amount, output?.source) == (Money(picoDollars: 70_000_000), .lowerBound))
        let guess = price(TokenUsage(inputTokens: nil, outputTokens: 7, source: .estimated), plain)
        #expect(guess?.source == .estimated)
        var mixed = TokenUsage(inputTokens: 1, outputTokens: 1)
        mixed.output?.source = .counted
        #expect(price(mixed, plain)?.source == .counted)
    }

    @Test func `more money than can be said is none`() {
        #expect(price(TokenUsage(inputTokens: .max, outputTokens: .max), plain) == nil)
    }

    private func price(_ usage: TokenUsage, _ rates: TokenRates) -> Cost? {
        usage.cost(at: PriceQuote(ModelPrice(rates), entry: "m"))
    }
}
