// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension PriceTable {
    /// Reads a price file, in any of three forms; which one is seen from the file.
    ///
    /// - LiteLLM's `model_prices_and_context_window.json`: dollars a token, with no dates.
    /// - The data file of genai-prices: dollars a million tokens, with dates.
    /// - A file of your own, in dollars a million tokens. Prices are numbers, or texts for the exact decimal; or lists with a
    ///   price, a length of the input and the price beyond it. See Docs/Prices.md for all keys.
    ///
    /// ```
    /// {"date": "2026-11-20", "models": [{"model": "acme/tuned", "prices": [{"input": 3, "output": "12.50"}]}]}
    /// ```
    ///
    /// - Parameters:
    ///   - json: The file's bytes.
    ///   - date: The day of which the file is, where it does not say so itself.
    /// - Throws: ``PriceTableError`` if it is none of the three, or has no prices.
    public init(json: some Sequence<UInt8>, date: String? = nil) throws(PriceTableError) {
        let value: JSONValue
        do {
            value = try JSONReader.value(json)
        } catch {
            throw PriceTableError("The price file is \(error).")
        }
        switch value {
        case .array(let providers): self.init(genAIPrices: providers, date: date)
        case .object(let members):
            if case .array(let models) = members["models"] {
                try self.init(own: members, models, date: date)
            } else {
                self.init(liteLLM: members, date: date)
            }
        default: throw PriceTableError("The price file is neither an object nor a list.")
        }
        if modelCount == 0 { throw PriceTableError("The price file has no model with a price.") }
    }
}

extension JSONValue {
    /// The text of a string.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The elements of a list; none of anything else.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    /// The members of an object; none of anything else.
    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

    /// A price in dollars for so many tokens, for one. Never less than nothing.
    func price(per count: Int64) -> Money? {
        let money: Money? =
            switch self {
            case .integer(let number): Money(dollars: "\(number)", per: count)
            case .number(let number): Money(dollars: "\(number)", per: count)
            case .string(let text): Money(dollars: text, per: count)
            default: nil
            }
        return money.flatMap { $0 < .zero ? nil : $0 }
    }
}
