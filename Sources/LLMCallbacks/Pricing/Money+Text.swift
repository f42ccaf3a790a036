// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Money: CustomStringConvertible {
    private static let picoDollarsPerDollar: UInt64 = 1_000_000_000_000

    /// Dollars with as many digits after the point as there are, and no unit: `0.000123`, `12`, `-0.5`.
    public var description: String {
        let (dollars, rest) = picoDollars.magnitude.quotientAndRemainder(dividingBy: Self.picoDollarsPerDollar)
        var text = "\(picoDollars < 0 ? "-" : "")\(dollars)"
        guard rest > 0 else { return text }
        // 12 digits, with the zeros in front that a number does not have.
        var digits = Array("\(Self.picoDollarsPerDollar + rest)".utf8.dropFirst())
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        text += "." + String(decoding: digits, as: UTF8.self)
        return text
    }

    /// Reads dollars from a decimal number such as `12`, `0.25` or `2.5e-06`, exactly.
    ///
    /// What is less than a pico-dollar is rounded, halves up: price lists have such amounts by the noise of binary fractions
    /// alone. `nil` if the text is no such number, or more than can be said.
    ///
    /// - Parameters:
    ///   - text: The number.
    ///   - count: How many pieces the number is the price of: 1,000,000 for a price per million tokens.
    public init?(dollars text: String, per count: Int64 = 1) {
        guard count > 0, let decimal = Decimal(text), let amount = decimal.scaled(by: 12, dividedBy: count) else {
            return nil
        }
        self.init(picoDollars: amount)
    }

    /// A decimal number as it is written: digits and a power of ten.
    private struct Decimal {
        private var digits: Int64 = 0
        private var exponent = 0
        private var isNegative = false

        init?(_ text: String) {
            var rest = Array(text.utf8)[...]
            isNegative = rest.first == UInt8(ascii: "-")
            if isNegative { rest.removeFirst() }
            var digitCount = 0
            var isFraction = false
            var isFull = false
            while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
                rest.removeFirst()
                if byte == UInt8(ascii: "."), !isFraction {
                    isFraction = true
                    continue
                }
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                digitCount += 1
                let (shifted, isLong) = digits.multipliedReportingOverflow(by: 10)
                let (longer, isTooLong) = shifted.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
                if isFull || isLong || isTooLong {
                    // After 18 digits, further ones after the point are less than a price has.
                    guard isFraction else { return nil }
                    isFull = true
                    continue
                }
                digits = longer
                if isFraction { exponent -= 1 }
            }
            guard digitCount > 0, rest.isEmpty || readExponent(rest.dropFirst()) else { return nil }
        }

        private mutating func readExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
            guard let power = Int(String(decoding: bytes, as: UTF8.self)), power.magnitude < 1_000 else { return false }
            exponent += power
            return true
        }

        /// The number times a power of ten, divided and rounded; `nil` if that is too much.
        func scaled(by power: Int, dividedBy divisor: Int64) -> Int64? {
            var (value, remainingPower) = (digits, exponent + power)
            var divisor = divisor
            while remainingPower > 0, value != 0 {
                if divisor % 10 == 0 {
                    divisor /= 10
                } else {
                    let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
                    if overflow { return nil }
                    value = shifted
                }
                remainingPower -= 1
            }
            while remainingPower < 0, value != 0 {
                let (shifted, overflow) = divisor.multipliedReportingOverflow(by: 10)
                // A divisor beyond all values leaves nothing.
                if overflow { return 0 }
                divisor = shifted
                remainingPower += 1
            }
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
            let rounded = rest >= divisor - rest ? quotient.addingReportingOverflow(1) : (quotient, false)
            return rounded.1 ? nil : isNegative ? -rounded.0 : rounded.0
        }
    }
}
