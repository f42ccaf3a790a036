// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One model of a table: its names, and what it cost when.
struct PriceEntry: Sendable, Hashable {
    /// What it is called in reports: the provider and the model, `openai/gpt-5`; or the model alone.
    var name: String
    /// The names that are this model, in lower case.
    var names: Set<String> = []
    /// Beginnings of names that are this model, in lower case.
    var prefixes: Set<String> = []
    /// Prices; of those that hold at a time, the last one counts, and if none does, the first of all.
    var periods: [Period] = []
    /// Prices of service tiers, each for some parts; of those that hold, the first that has a part counts.
    var tiers: [Tier] = []

    /// A price, and when it holds.
    struct Period: Sendable, Hashable {
        var validity = PriceValidity()
        var list: PriceList
    }

    /// What a service tier costs, and when that holds.
    struct Tier: Sendable, Hashable {
        var name: String
        var validity = PriceValidity()
        var list: PriceList
    }

    /// The price at a time; `nil` if there is none. What was assumed goes into the set.
    func price(
        at time: WallTime,
        serviceTier: String?,
        _ assumptions: inout Set<Cost.Assumption>
    ) -> ModelPrice? {
        guard var list = (periods.last { $0.validity.holds(at: time) } ?? periods.first)?.list else { return nil }
        if let tier = serviceTier.flatMap(Self.tierName) {
            let lists = tiers.filter { $0.name == tier && $0.validity.holds(at: time) }.map(\.list)
            if lists.isEmpty { assumptions.insert(.serviceTierAtStandardPrice) }
            list = lists.reduce(PriceList()) { $0.filled(from: $1) }.filled(from: list)
        }
        return list.modelPrice
    }

    /// The tier by the name that tables use; `nil` for what providers call the standard one.
    private static func tierName(_ name: String) -> String? {
        switch name.lowercased() {
        case "", "auto", "default", "standard", "standard_only", "on_demand": nil
        case "batches": "batch"
        case let name: name
        }
    }
}
