// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksPrices
import Testing

struct PriceTableTests {
    private let table: PriceTable

    init() throws {
        table = try PriceTable(
            json: #"""
                {"date": "2026-11-20", "source": "by hand", "models": [
                  {"model": "Acme/Big", "names": ["big-alias"], "prefixes": ["big-"], "prices": [
                    {"input": 1, "output": "2.50"},
                    {"from": "2026-06-01", "input": 3, "output": "7.50", "cacheRead": 0.3}]},
                  {"model": "long", "prefixes": ["big-long-"], "prices": [
                    {"input": ["1", 200000, "2", 400000, 4], "output": 5}]},
                  {"model": "night", "prices": [
                    {"input": 2, "output": 4}, {"hours": ["22:30", "06:00"], "input": 1, "output": 2},
                    {"hours": ["12:00", "13:00"], "input": 9, "output": 9}],
                   "tiers": [{"tier": "flex", "input": 0.5}, {"tier": "batch", "from": "2026-10-14", "output": 1}]},
                  {"model": "embed", "prices": [{"input": "0.02"}]}]}
                """#.utf8
        )
    }

    @Test func `a price holds from its day on, and a run is priced by when it began`() throws {
        let before = try #require(quote("acme/big", day: 20_604, second: 86_399))
        #expect(before.price == ModelPrice(TokenRates(input: pico(1_000_000), output: pico(2_500_000))))
        let after = try #require(quote("acme/big", day: 20_605))
        #expect(
            after.price
                == ModelPrice(TokenRates(input: pico(3_000_000), output: pico(7_500_000), cacheRead: pico(300_000)))
        )
        #expect((after.entry, after.tableDate, after.assumptions) == ("acme/big", "2026-11-20", []))
    }

    @Test(
        arguments: [
            ("big", "acme/big"), ("BIG-ALIAS", "acme/big"), ("azure/eu/big", "acme/big"),
            ("big-2026-01-01", "acme/big"),
            ("big-other", "acme/big"), ("big-long-more", "long"), ("x/long-20260101", "long"),
            ("bigger", nil), ("ft:big", nil), ("", nil), ("/", nil),
        ] as [(String, String?)]
    )
    func `a name is found by its forms, and which entry matched is told`(name: String, entry: String?) {
        #expect(quote(name)?.entry == entry)
    }

    @Test func `beyond a cliff the higher price holds for all`() throws {
        let price = try #require(quote("long")?.price)
        #expect(
            [200_000, 200_001, 400_001].map { price.rates(forInput: $0).input }
                == [1, 2, 4].map { pico($0 * 1_000_000) }
        )
        #expect(price.rates(forInput: 400_001).output == pico(5_000_000))
    }

    @Test(arguments: [
        (0, 1), (21_599, 1), (21_600, 2), (43_200, 9), (46_800, 2), (80_999, 2), (81_000, 1), (86_399, 1),
    ])
    func `prices may depend on the time of the day, also over midnight`(second: Int64, dollars: Int64) {
        #expect(quote("night", second: second)?.price.rates.input == pico(dollars * 1_000_000))
    }

    @Test func `a service tier has its own prices for some parts, from its day on`() {
        let flex = quote("night", second: 40_000, tier: "FLEX")
        #expect((flex?.price.rates.input, flex?.price.rates.output) == (pico(500_000), pico(4_000_000)))
        #expect(flex?.assumptions == [])
        // 2026-10-13 and 14.
        let early = quote("night", day: 20_739, second: 40_000, tier: "batch")
        #expect((early?.price.rates.output, early?.assumptions) == (pico(4_000_000), [.serviceTierAtStandardPrice]))
        #expect(quote("night", day: 20_740, second: 40_000, tier: "batch")?.price.rates.output == pico(1_000_000))
        #expect(quote("night", tier: "default")?.assumptions == [])
        #expect(quote("night", tier: "priority")?.assumptions == [.serviceTierAtStandardPrice])
    }

    @Test func `prices of one's own come before those of everybody`() throws {
        let own = try PriceTable(json: #"{"models":[{"model":"big","prices":[{"input":0,"output":0}]}]}"#.utf8)
        let both = own.or(table)
        let big = both.quote(forModel: "big", at: .now, serviceTier: nil)
        #expect((big?.price.rates.input, big?.tableDate) == (.zero, nil))
        #expect(both.quote(forModel: "embed", at: .now, serviceTier: nil)?.tableDate == "2026-11-20")
        #expect(both.quote(forModel: "nobody", at: .now, serviceTier: nil) == nil)
    }

    @Test func `a table says how old it is`() {
        // 2026-11-24.
        #expect(table.age(at: WallTime(secondsSinceEpoch: 20_781 * 86_400)) == 4)
        #expect(table.source == "by hand")
    }

    @Test(arguments: [
        ("", "The price file is no valid JSON at byte 0."), ("3", "The price file is neither an object nor a list."),
        ("{}", "The price file has no model with a price."), ("[]", "The price file has no model with a price."),
        (#"{"models":[{}]}"#, "A model of the price file has no name under the key model."),
        (#"{"models":[{"model":"m"}]}"#, "The model m of the price file has no price under the key prices."),
        (#"{"models":[{"model":"m","prices":[{"in":1}]}]}"#, "A price of m has the unknown key in."),
        (#"{"models":[{"model":"m","prices":[{"input":-1}]}]}"#, "The price of m under the key input is no price."),
        (#"{"models":[{"model":"m","prices":[{"input":[1,2]}]}]}"#, "The price of m under the key input is no price."),
        (#"{"models":[{"model":"m","prices":[{"from":"soon"}]}]}"#, "A price of m is from no day such as 2026-11-20."),
        (#"{"models":[{"model":"m","prices":[{"hours":["9"]}]}]}"#, "The hours of m are no two times of the day."),
        (#"{"date":"now","models":[]}"#, "The date of the price file is no day such as 2026-11-20: now"),
    ])
    func `a file that cannot be used says why`(json: String, message: String) {
        let error = #expect(throws: PriceTableError.self) { try PriceTable(json: json.utf8) }
        #expect(error?.description == message)
    }

    /// 20,777 days after the epoch it is 2026-11-20.
    private func quote(_ model: String, day: Int64 = 20_777, second: Int64 = 0, tier: String? = nil) -> PriceQuote? {
        table.quote(forModel: model, at: WallTime(secondsSinceEpoch: day * 86_400 + second), serviceTier: tier)
    }

    private func pico(_ amount: Int64) -> Money { Money(picoDollars: amount) }
}
