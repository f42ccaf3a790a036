// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Knows what models cost. `PriceTable` of `LLMCallbacksPrices` is one.
public protocol PriceProvider: Sendable {
    /// What a model costs; `nil` if that is not known: then a call is unpriced, never free.
    ///
    /// - Parameters:
    ///   - model: The name that the server uses, with whatever surrounds it: `openai/gpt-4o-2024-08-06`.
    ///   - time: When the request was made.
    ///   - serviceTier: How it was served, in the provider's words; `nil` if nobody said.
    func quote(forModel model: String, at time: WallTime, serviceTier: String?) -> PriceQuote?
}

/// A price, and where it was found.
public struct PriceQuote: Sendable, Hashable {
    /// The price.
    public var price: ModelPrice
    /// The entry of the table that matched the model's name.
    public var entry: String
    /// The day of which the table is, such as `2026-11-20`; `nil` for prices that somebody set by hand.
    public var tableDate: String?
    /// What had to be assumed to find it.
    public var assumptions: Set<Cost.Assumption>

    /// Creates a quote.
    public init(_ price: ModelPrice, entry: String, tableDate: String? = nil, assumptions: Set<Cost.Assumption> = []) {
        self.price = price
        self.entry = entry
        self.tableDate = tableDate
        self.assumptions = assumptions
    }
}
