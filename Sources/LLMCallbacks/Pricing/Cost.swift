// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a call cost, and how far that is to be trusted. There is none for a call whose price is not known.
public struct Cost: Sendable, Hashable {
    /// How much.
    public var amount: Money
    /// The weakest of the sources of the numbers of tokens; ``TokenUsage/Source/lowerBound`` if input or output is not known
    /// at all.
    public var source: TokenUsage.Source
    /// The entry of the price table that matched the model's name.
    public var entry: String
    /// The day of which the table is; `nil` for prices that somebody set by hand.
    public var tableDate: String?
    /// What was assumed because no price was known for it.
    public var assumptions: Set<Assumption>

    /// Something that has no price of its own.
    @nonexhaustive
    public enum Assumption: String, Sendable, Hashable, CaseIterable {
        /// Tokens from the cache were taken at the price of the input.
        case cacheReadAtInputPrice
        /// Tokens written to the cache were taken at the price of the input.
        case cacheWriteAtInputPrice
        /// Tokens written to the cache for an hour were taken at the price for five minutes.
        case cacheWrite1hAt5mPrice
        /// Sound was taken at the price of text.
        case audioAtTextPrice
        /// The service tier was taken at the standard price.
        case serviceTierAtStandardPrice
    }
}

extension TokenUsage {
    /// What this costs at a price.
    ///
    /// All of the input counts at its own rate: what came from the cache, what was written to it for an hour or less, sound, images,
    /// and the rest. So does the output: reasoning, sound, and the rest. Where a provider's parts are more than their total,
    /// the total counts.
    ///
    /// - Returns: The cost; `nil` if neither input nor output is known, or if it is more than can be said.
    public func cost(at quote: PriceQuote) -> Cost? {
        let isIncomplete = input == nil || output == nil
        guard input != nil || output != nil else { return nil }
        var bill = Bill(quote)
        bill.addInput(of: self)
        bill.addOutput(of: self)
        guard let amount = bill.amount else { return nil }
        return Cost(
            amount: amount,
            source: isIncomplete && !source.isWeaker(than: .lowerBound) ? .lowerBound : source,
            entry: quote.entry,
            tableDate: quote.tableDate,
            assumptions: bill.assumptions
        )
    }
}
