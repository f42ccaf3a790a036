// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// LiteLLM's `model_prices_and_context_window.json`: an object of models, each with dollars a token under long keys.
/// https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json
extension PriceTable {
    init(liteLLM models: [String: JSONValue], date: String?) {
        // The bare name of a model is that of the shortest key: `gpt-5` and not `azure/eu/gpt-5`.
        let keys = models.keys.filter { $0 != "sample_spec" }.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        self.init(
            date: date,
            source: "LiteLLM",
            entries: keys.compactMap { PriceEntry(liteLLM: models[$0]?.members ?? [:], name: $0.lowercased()) }
        )
    }
}

extension PriceEntry {
    /// Those who serve their own models under a name with theirs in front.
    private static let makers = [
        "gemini", "mistral", "xai", "deepseek", "cohere", "moonshot", "perplexity", "minimax", "zai", "voyage", "groq",
    ]

    fileprivate init?(liteLLM model: [String: JSONValue], name: String) {
        var standard = PriceList()
        var byTier: [String: PriceList] = [:]
        for (key, value) in model {
            guard let price = value.price(per: 1), let key = LiteLLMKey(key) else { continue }
            if let tier = key.tier {
                byTier[tier, default: PriceList()].set(price, key)
            } else {
                standard.set(price, key)
            }
        }
        standard.dropUnfounded()
        guard standard.modelPrice != nil else { return nil }
        self.init(name: name, names: [name], periods: [Period(list: standard)])
        // Other providers sell models under the names of their makers, at prices of their own.
        let isMaker = Self.makers.contains(model["litellm_provider"]?.text ?? "")
        if isMaker { names.formUnion(ModelName(name).forms) }
        for (tier, list) in byTier.sorted(by: { $0.key < $1.key }) {
            // A price beyond a cliff needs one before it: the standard one.
            tiers.append(Tier(name: tier, list: list.founded(on: standard)))
        }
    }
}

extension PriceList {
    /// Marks a price that is known only beyond a cliff.
    private static let unknown = Money(picoDollars: -1)

    fileprivate mutating func set(_ price: Money, _ key: LiteLLMKey) {
        if let length = key.above {
            parts[key.part, default: Price(base: Self.unknown)].above[length] = price
        } else {
            parts[key.part, default: Price(base: price)].base = price
        }
    }

    /// Leaves out what has a price beyond a cliff alone.
    fileprivate mutating func dropUnfounded() { parts = parts.filter { $0.value.base != Self.unknown } }

    fileprivate func founded(on standard: PriceList) -> PriceList {
        var list = self
        for (part, price) in parts where price.base == Self.unknown {
            if let base = standard.parts[part]?.base { list.parts[part]?.base = base }
        }
        list.dropUnfounded()
        return list
    }
}

/// What a key of LiteLLM's says: `cache_read_input_token_cost_above_200k_tokens_priority`.
struct LiteLLMKey: Hashable {
    let part: PricePart
    /// The length of the input beyond which the price holds.
    let above: Int?
    /// The service tier; `nil` for the standard one.
    let tier: String?

    private static let parts: [String: PricePart] = [
        "input_cost_per_token": .input, "output_cost_per_token": .output,
        "cache_read_input_token_cost": .cacheRead, "cache_creation_input_token_cost": .cacheWrite,
        "cache_creation_input_token_cost_above_1hr": .cacheWrite1h,
        "output_cost_per_reasoning_token": .reasoning, "input_cost_per_audio_token": .audioInput,
        "input_cost_per_image_token": .imageInput, "output_cost_per_audio_token": .audioOutput,
    ]
    private static let tiers = ["batches": "batch", "flex": "flex", "priority": "priority"]

    /// Reads a key; `nil` if it is no price of tokens that is used here.
    init?(_ key: String) {
        var rest = key[...]
        var tier: String?
        if let word = Self.tiers.first(where: { rest.hasSuffix("_\($0.key)") }) {
            tier = word.value
            rest = rest.dropLast(word.key.utf8.count + 1)
        }
        self.tier = tier
        var above: Int?
        if rest.hasSuffix("k_tokens"), let start = rest.dropLast("k_tokens".count).lastIndex(of: "_") {
            guard rest[..<start].hasSuffix("_above"),
                let thousands = Int(rest[rest.index(after: start)...].dropLast("k_tokens".count)),
                (1..<1_000_000).contains(thousands)
            else { return nil }
            above = thousands * 1_000
            rest = rest[..<start].dropLast("_above".count)
        }
        self.above = above
        guard let part = Self.parts[String(rest)] else { return nil }
        self.part = part
    }
}
