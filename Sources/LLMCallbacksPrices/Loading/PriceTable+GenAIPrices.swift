// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The data file of genai-prices: a list of providers, each with models, rules for their names, and prices with dates.
/// https://github.com/pydantic/genai-prices/blob/main/prices/data.json
extension PriceTable {
    /// Where a model is named by several providers, its maker's price is that of the bare name.
    private static let makers = [
        "openai", "anthropic", "google", "mistral", "x-ai", "deepseek", "cohere", "moonshotai", "perplexity", "minimax",
        "zai", "voyageai", "groq",
    ]

    init(genAIPrices providers: [JSONValue], date: String?) {
        let ranked = providers.map(\.members).map { provider -> (rank: Int, provider: [String: JSONValue]) in
            (Self.makers.firstIndex(of: provider["id"]?.text ?? "") ?? Self.makers.count, provider)
        }
        let entries = ranked.sorted { $0.rank < $1.rank }.flatMap { _, provider in
            (provider["models"]?.elements ?? []).compactMap {
                PriceEntry(genAIPrices: $0.members, provider: provider["id"]?.text ?? "")
            }
        }
        self.init(date: date, source: "genai-prices", entries: entries)
    }
}

extension PriceEntry {
    fileprivate init?(genAIPrices model: [String: JSONValue], provider: String) {
        guard let id = model["id"]?.text?.lowercased() else { return nil }
        self.init(name: "\(provider)/\(id)")
        names = [id, name]
        read(match: model["match"] ?? nil, provider)
        switch model["prices"] ?? nil {
        case .array(let conditional):
            periods = conditional.map(\.members).map {
                Period(
                    validity: PriceValidity(genAIPrices: $0["constraint"] ?? nil),
                    list: PriceList(genAIPrices: $0["prices"] ?? nil)
                )
            }
        case let prices: periods = [Period(list: PriceList(genAIPrices: prices))]
        }
        for variant in (model["price_variants"]?.elements ?? []).map(\.members) {
            guard let tier = Self.tier(variant["when"]?.members ?? [:]) else { continue }
            tiers.append(
                Tier(
                    name: tier,
                    validity: PriceValidity(genAIPrices: variant["constraint"] ?? nil),
                    list: PriceList(genAIPrices: variant["prices"] ?? nil)
                )
            )
        }
        guard periods.contains(where: { $0.list.modelPrice != nil }) else { return nil }
    }

    /// Takes the names and beginnings of names out of a rule. Other rules are for names with something around them, which is
    /// taken off here before a name is looked up.
    private mutating func read(match rule: JSONValue, _ provider: String) {
        for (kind, value) in rule.members {
            switch (kind, value.text?.lowercased()) {
            case ("equals", let text?): names.formUnion([text, "\(provider)/\(text)"])
            case ("starts_with", let text?): prefixes.insert(text)
            case ("or", nil): for alternative in value.elements { read(match: alternative, provider) }
            default: break
            }
        }
    }

    /// The service tier that a variant is for, if it is for nothing else.
    private static func tier(_ when: [String: JSONValue]) -> String? {
        guard when.count == 1 else { return nil }
        let word = when["service_tier"] ?? when["processing"] ?? when["speed"]
        return word?.text
    }
}

extension PriceValidity {
    fileprivate init(genAIPrices constraint: JSONValue) {
        let members = constraint.members
        from = members["start_date"]?.text.flatMap(Self.second(ofDay:))
        let start = members["start_time"]?.text.flatMap(Self.second(ofTime:))
        let end = members["end_time"]?.text.flatMap(Self.second(ofTime:))
        if let start, let end { hours = Hours(start: start, end: end) }
    }
}

extension PriceList {
    private static let keys: [String: PricePart] = [
        "input_mtok": .input, "output_mtok": .output, "cache_read_mtok": .cacheRead, "cache_write_mtok": .cacheWrite,
        "cache_write_1h_mtok": .cacheWrite1h, "output_reasoning_mtok": .reasoning, "input_audio_mtok": .audioInput,
        "input_image_mtok": .imageInput, "output_audio_mtok": .audioOutput,
    ]

    fileprivate init(genAIPrices prices: JSONValue) {
        for (key, value) in prices.members {
            guard let part = Self.keys[key] else { continue }
            if let price = value.price(per: 1_000_000) {
                parts[part] = Price(base: price)
            } else if let base = value.members["base"]?.price(per: 1_000_000) {
                parts[part] = Price(base: base, above: Self.tiers(value.members["tiers"] ?? nil))
            }
        }
    }

    private static func tiers(_ tiers: JSONValue) -> [Int: Money] {
        var above: [Int: Money] = [:]
        for tier in tiers.elements.map(\.members) {
            guard case .integer(let start) = tier["start"], let price = tier["price"]?.price(per: 1_000_000) else {
                continue
            }
            above[start] = price
        }
        return above
    }
}
