// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Files of this package's own form: prices that somebody sets by hand, and the table that comes with the library.
extension PriceTable {
    init(own file: [String: JSONValue], _ models: [JSONValue], date: String?) throws(PriceTableError) {
        if let day = file["date"]?.text, PriceValidity.second(ofDay: day) == nil {
            throw PriceTableError("The date of the price file is no day such as 2026-11-20: \(day)")
        }
        var entries: [PriceEntry] = []
        for model in models { entries.append(try PriceEntry(own: model.members)) }
        self.init(date: file["date"]?.text ?? date, source: file["source"]?.text, entries: entries)
    }
}

extension PriceEntry {
    fileprivate init(own model: [String: JSONValue]) throws(PriceTableError) {
        guard let name = model["model"]?.text?.lowercased(), !name.isEmpty else {
            throw PriceTableError("A model of the price file has no name under the key model.")
        }
        self.init(name: name)
        names = Set((model["names"]?.elements ?? []).compactMap { $0.text?.lowercased() } + ModelName(name).forms)
        prefixes = Set((model["prefixes"]?.elements ?? []).compactMap { $0.text?.lowercased() })
        for price in model["prices"]?.elements ?? [] {
            let (validity, list) = try Self.read(price.members, name)
            periods.append(Period(validity: validity, list: list))
        }
        for tier in model["tiers"]?.elements ?? [] {
            let (validity, list) = try Self.read(tier.members, name)
            guard let word = tier.members["tier"]?.text?.lowercased() else {
                throw PriceTableError("A tier of \(name) has no name under the key tier.")
            }
            tiers.append(Tier(name: word, validity: validity, list: list))
        }
        guard periods.contains(where: { $0.list.modelPrice != nil }) else {
            throw PriceTableError("The model \(name) of the price file has no price under the key prices.")
        }
    }

    private static func read(
        _ members: [String: JSONValue],
        _ name: String
    ) throws(PriceTableError) -> (PriceValidity, PriceList) {
        var list = PriceList()
        var validity = PriceValidity()
        for (key, value) in members {
            switch key {
            case "tier": break
            case "from":
                guard let second = value.text.flatMap(PriceValidity.second(ofDay:)) else {
                    throw PriceTableError("A price of \(name) is from no day such as 2026-11-20.")
                }
                validity.from = second
            case "hours":
                let times = value.elements.compactMap { $0.text.flatMap(PriceValidity.second(ofTime:)) }
                guard times.count == 2 else {
                    throw PriceTableError("The hours of \(name) are no two times of the day.")
                }
                validity.hours = PriceValidity.Hours(start: times[0], end: times[1])
            default:
                guard let part = PricePart(rawValue: key) else {
                    throw PriceTableError("A price of \(name) has the unknown key \(key).")
                }
                guard let price = PriceList.Price(own: value) else {
                    throw PriceTableError("The price of \(name) under the key \(key) is no price.")
                }
                list.parts[part] = price
            }
        }
        return (validity, list)
    }
}

extension PriceList.Price {
    /// A price, or a list of a price, and lengths with the prices beyond them.
    fileprivate init?(own value: JSONValue) {
        guard case .array(let elements) = value else {
            guard let price = value.price(per: 1_000_000) else { return nil }
            self.init(base: price)
            return
        }
        guard elements.count % 2 == 1, let base = elements[0].price(per: 1_000_000) else { return nil }
        self.init(base: base)
        for index in stride(from: 1, to: elements.count, by: 2) {
            guard case .integer(let length) = elements[index], let price = elements[index + 1].price(per: 1_000_000)
            else {
                return nil
            }
            above[length] = price
        }
    }
}
