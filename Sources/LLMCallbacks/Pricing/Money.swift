// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An amount of US dollars, in whole pico-dollars: a millionth of a millionth of a dollar.
///
/// Prices of tokens are whole pico-dollars (2.50 dollars for a million tokens are 2,500,000 for one), so sums of them are exact.
/// From about -9.2 to 9.2 million dollars; what does not fit is `nil`, never wrong.
public struct Money: Sendable, Hashable {
    /// The amount in pico-dollars.
    public let picoDollars: Int64

    /// No money.
    public static let zero = Money(picoDollars: 0)

    /// Creates an amount.
    public init(picoDollars: Int64) { self.picoDollars = picoDollars }

    /// Both together; `nil` if that is more than can be said.
    public func adding(_ other: Money) -> Money? {
        let (sum, overflow) = picoDollars.addingReportingOverflow(other.picoDollars)
        return overflow ? nil : Money(picoDollars: sum)
    }

    /// The amount so many times; `nil` if that is more than can be said.
    public func multiplied(by count: Int) -> Money? {
        let (product, overflow) = picoDollars.multipliedReportingOverflow(by: Int64(count))
        return overflow ? nil : Money(picoDollars: product)
    }
}

extension Money: Comparable {
    /// Whether the first is less than the second.
    public static func < (one: Money, other: Money) -> Bool { one.picoDollars < other.picoDollars }
}
