// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Adds up a call, part by part.
struct Bill {
    /// The sum so far; `nil` once it is more than can be said.
    private(set) var amount: Money? = .zero
    private(set) var assumptions: Set<Cost.Assumption>
    private let price: ModelPrice
    private var rates: TokenRates
    /// What is left of the total of which parts are being taken.
    private var rest = 0

    init(_ quote: PriceQuote) {
        price = quote.price
        rates = quote.price.rates
        assumptions = quote.assumptions
    }

    mutating func addInput(of usage: TokenUsage) {
        guard let input = usage.input else { return }
        rates = price.rates(forInput: input.tokens)
        rest = input.tokens
        let (read, write) = (rates.cacheRead, rates.cacheWrite)
        take(usage.cacheRead, at: read ?? rates.input, read == nil ? .cacheReadAtInputPrice : nil)
        let hour = Self.smaller(usage.cacheWrite1h, usage.cacheWrite)
        let hourRate = rates.cacheWrite1h ?? write
        take(hour, at: hourRate ?? rates.input, assumption(forHourAt: hourRate))
        let written = usage.cacheWrite ?? usage.cacheWrite5m
        let short = written.map { TokenUsage.Count($0.tokens - (usage.cacheWrite == nil ? 0 : hour?.tokens ?? 0)) }
        take(short, at: write ?? rates.input, write == nil ? .cacheWriteAtInputPrice : nil)
        take(usage.audioInput, at: rates.audioInput ?? rates.input, rates.audioInput == nil ? .audioAtTextPrice : nil)
        take(usage.imageInput, at: rates.imageInput ?? rates.input, nil)
        add(rest, at: rates.input)
    }

    mutating func addOutput(of usage: TokenUsage) {
        guard let output = usage.output else { return }
        rest = output.tokens
        take(usage.reasoning, at: rates.reasoning ?? rates.output, nil)
        take(
            usage.audioOutput,
            at: rates.audioOutput ?? rates.output,
            rates.audioOutput == nil ? .audioAtTextPrice : nil
        )
        add(rest, at: rates.output)
    }

    private func assumption(forHourAt rate: Money?) -> Cost.Assumption? {
        if rate == nil { return .cacheWriteAtInputPrice }
        return rates.cacheWrite1h == nil ? .cacheWrite1hAt5mPrice : nil
    }

    /// Takes a part out of what is left of its total.
    private mutating func take(_ part: TokenUsage.Count?, at rate: Money, _ assumption: Cost.Assumption?) {
        let tokens = min(part?.tokens ?? 0, rest)
        guard tokens > 0 else { return }
        rest -= tokens
        add(tokens, at: rate)
        if let assumption { assumptions.insert(assumption) }
    }

    private mutating func add(_ tokens: Int, at rate: Money) {
        amount = amount.flatMap { sum in rate.multiplied(by: tokens).flatMap(sum.adding) }
    }

    /// A part is no more than its whole, where that is known.
    private static func smaller(_ part: TokenUsage.Count?, _ whole: TokenUsage.Count?) -> TokenUsage.Count? {
        guard let part, let whole else { return part }
        return part.tokens < whole.tokens ? part : whole
    }
}
