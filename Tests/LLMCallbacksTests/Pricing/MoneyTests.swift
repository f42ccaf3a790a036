// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct MoneyTests {
    @Test(
        arguments: [
            ("0", 0), ("1", 1_000_000_000_000), ("0.000123", 123_000_000), ("2.5e-06", 2_500_000), ("1.25E-7", 125_000),
            ("-0.5", -500_000_000_000), (".5", 500_000_000_000), ("3.", 3_000_000_000_000), ("0.0000000000014", 1),
            ("0.0000000000015", 2), ("1e-13", 0), ("5e-13", 1), ("1e-900", 0), ("0e900", 0),
            ("9223372.036854775807", .max), ("9223372.036854775809011", 9_223_372_036_854_775_800),
            ("1e6", 1_000_000_000_000_000_000), ("0.18000000000000002", 180_000_000_000),
        ] as [(String, Int64)]
    )
    func `dollars are read exactly, to the pico-dollar`(text: String, picoDollars: Int64) {
        #expect(Money(dollars: text)?.picoDollars == picoDollars)
    }

    @Test(arguments: [
        "", ".", "-", "e5", "1e", "1.2.3", "abc", "1 000", "NaN", "inf", "0x10", "1e99999", "99999999", "1e7",
    ])
    func `what is no amount, or too much, is none`(text: String) {
        #expect(Money(dollars: text) == nil)
    }

    @Test(
        arguments: [
            ("2.50", 2_500_000), ("0.075", 75_000), ("15", 15_000_000), ("0.0000004", 0), ("0.0000005", 1),
            ("0.18000000000000002", 180_000),
        ] as [(String, Int64)]
    )
    func `a price for a million is read for one`(text: String, picoDollars: Int64) {
        #expect(Money(dollars: text, per: 1_000_000)?.picoDollars == picoDollars)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "0.000000000001"), (123_000_000, "0.000123"), (-500_000_000_000, "-0.5"),
            (12_000_000_000_000, "12"), (.max, "9223372.036854775807"), (.min, "-9223372.036854775808"),
            (1_000_000_000_010, "1.00000000001"),
        ] as [(Int64, String)]
    )
    func `amounts are written with all their digits`(picoDollars: Int64, text: String) {
        #expect(Money(picoDollars: picoDollars).description == text)
    }

    @Test func `what does not fit is none`() {
        #expect(Money(picoDollars: .max).adding(Money(picoDollars: 1)) == nil)
        #expect(Money(picoDollars: .max).multiplied(by: 2) == nil)
        #expect(Money(picoDollars: 3).multiplied(by: 5)?.adding(Money(picoDollars: -1)) == Money(picoDollars: 14))
        #expect(Money(picoDollars: 1) < Money(picoDollars: 2))
    }
}
