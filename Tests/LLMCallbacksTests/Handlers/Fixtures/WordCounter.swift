// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A vocabulary small enough to count by hand: a token is a word, or two letters of an unfinished one of more than two. So a
/// count may fall when a word is finished, as real ones do.
struct WordCounter: StreamingTokenCounter {
    private var finished = 0
    private var open = ""

    mutating func append(_ text: String) {
        for character in text {
            if character == " " {
                if !open.isEmpty { finished += 1 }
                open = ""
            } else {
                open.append(character)
            }
        }
    }

    var count: Int { finished + (open.count + 1) / 2 }
    var lowerBound: Int { finished + (open.isEmpty ? 0 : 1) }
}

/// Knows the models whose name does not begin with `unknown`, and counts prompts a token a word.
struct WordCounters: TokenCounterProvider, PromptTokenCounter {
    let learned = Notes<Int>()

    func counter(forModel model: String) -> (any StreamingTokenCounter)? {
        model.hasPrefix("unknown") ? nil : WordCounter()
    }

    func promptTokens(of request: ModelRequest, forModel model: String) -> TokenUsage.Count? {
        TokenUsage.Count(request.promptText.split(separator: " ").count, .estimated)
    }

    func note(reported tokens: Int, of request: ModelRequest, forModel model: String) { learned.add(tokens) }
}

/// One price for every model whose name does not begin with `unknown`: 2 pico-dollars in, 10 out; three times that by priority.
struct FlatPrices: PriceProvider {
    func quote(forModel model: String, at time: WallTime, serviceTier: String?) -> PriceQuote? {
        guard !model.hasPrefix("unknown") else { return nil }
        let factor: Int64 = serviceTier == "priority" ? 3 : 1
        let rates = TokenRates(input: Money(picoDollars: 2 * factor), output: Money(picoDollars: 10 * factor))
        return PriceQuote(ModelPrice(rates), entry: "flat", tableDate: "2026-11-20")
    }
}
