// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// What models cost, from a file or from the table that comes with this library.
///
/// ```swift
/// let counter = TokenCountingHandler(prices: PriceTable.bundled)
/// try await model.generate("Hello", callbacks: [.counting(counter)])
/// print(counter.snapshot().total.cost.amount ?? .zero, "dollars")
/// ```
///
/// A name is looked up in lower case: as it is; without what stands in front (`azure/eu/`, `us.anthropic.`); without a date at
/// its end (`-2025-08-07`, `@20250807`, `-latest`); and last by the longest beginning that the table has. A fine-tuned model
/// (`ft:`) has no price unless the table names it. Nothing is ever fetched from a network.
public struct PriceTable: PriceProvider {
    /// The day of which the table is, such as `2026-11-20`; `nil` if it does not say.
    public let date: String?
    /// Where the prices come from, in words; `nil` if the table does not say.
    public let source: String?
    private let entries: [PriceEntry]
    /// Entries by every name that they have; of the same name the first counts.
    private let byName: [String: Int]
    /// Beginnings of names, the longest first.
    private let prefixes: [(prefix: String, entry: Int)]
    /// What is asked where this table knows nothing.
    private let fallbacks: [PriceTable]

    init(date: String?, source: String?, entries: [PriceEntry], fallbacks: [PriceTable] = []) {
        self.date = date
        self.source = source
        self.entries = entries
        self.fallbacks = fallbacks
        var byName: [String: Int] = [:]
        var prefixes: [String: Int] = [:]
        // An entry's full name wins over another one's short name: a provider may sell a model whose name begins with its own.
        for (index, entry) in entries.enumerated() where byName[entry.name] == nil { byName[entry.name] = index }
        for (index, entry) in entries.enumerated() {
            for name in entry.names where byName[name] == nil { byName[name] = index }
            for prefix in entry.prefixes where prefixes[prefix] == nil { prefixes[prefix] = index }
        }
        self.byName = byName
        self.prefixes = prefixes.map { ($0.key, $0.value) }.sorted {
            ($1.prefix.utf8.count, $0.prefix) < ($0.prefix.utf8.count, $1.prefix)
        }
    }

    /// How many models it knows.
    public var modelCount: Int { entries.count }

    /// This table, with another for the models that this one does not know: prices of your own before those of everybody.
    public func or(_ other: PriceTable) -> PriceTable {
        PriceTable(date: date, source: source, entries: entries, fallbacks: fallbacks + [other])
    }

    /// What a model costs: see ``PriceProvider/quote(forModel:at:serviceTier:)``.
    public func quote(forModel model: String, at time: WallTime, serviceTier: String?) -> PriceQuote? {
        if let entry = entry(for: ModelName(model)) {
            var assumptions: Set<Cost.Assumption> = []
            if let price = entry.price(at: time, serviceTier: serviceTier, &assumptions) {
                return PriceQuote(price, entry: entry.name, tableDate: date, assumptions: assumptions)
            }
        }
        return fallbacks.lazy.compactMap {
            $0.quote(forModel: model, at: time, serviceTier: serviceTier)
        }.first
    }

    private func entry(for name: ModelName) -> PriceEntry? {
        if let index = (name.forms + name.undatedForms).lazy.compactMap({ byName[$0] }).first { return entries[index] }
        let match = prefixes.first { prefix, _ in name.forms.contains { $0.hasPrefix(prefix) } }
        return match.map { entries[$0.entry] }
    }
}

extension PriceTable {
    /// How many days older than a time the table is; `nil` if it does not say of which day it is.
    public func age(at time: WallTime = .now) -> Int? {
        date.flatMap(PriceValidity.second(ofDay:)).map { Int((time.secondsSinceEpoch - $0) / 86_400) }
    }
}
