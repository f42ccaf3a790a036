// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksPrices
import Testing

/// What calls cost, reckoned apart: `scripts/prices/bills.py` writes these.
struct BillVectorTests {
    private struct Vector: Decodable {
        let model: String
        let tier: String?
        let time: Int64
        let usage: [String: Int]
        let picoDollars: Int64
    }

    private func vectors() throws -> [Vector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/bills.jsonl")
        let decoder = JSONDecoder()
        return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(Vector.self, from: $0)
        }
    }

    private func usage(_ counts: [String: Int]) -> TokenUsage {
        func count(_ name: String) -> TokenUsage.Count? { counts[name].map { TokenUsage.Count($0) } }
        var usage = TokenUsage()
        usage.input = count("input")
        usage.output = count("output")
        usage.cacheRead = count("cacheRead")
        usage.cacheWrite = count("cacheWrite")
        usage.cacheWrite1h = count("cacheWrite1h")
        usage.audioInput = count("audioInput")
        usage.imageInput = count("imageInput")
        usage.reasoning = count("reasoning")
        usage.audioOutput = count("audioOutput")
        return usage
    }

    @Test func `every model of the table costs to the pico-dollar what decimal numbers say`() throws {
        let vectors = try vectors()
        #expect(vectors.count > 1000)
        for vector in vectors {
            let time = WallTime(secondsSinceEpoch: vector.time)
            let quote = PriceTable.bundled.quote(forModel: vector.model, at: time, serviceTier: vector.tier)
            let cost = quote.flatMap { usage(vector.usage).cost(at: $0) }
            #expect(cost?.amount.picoDollars == vector.picoDollars, "\(vector)")
            #expect(cost?.entry == vector.model)
        }
    }

    @Test func `a total says how many days old its oldest table is`() {
        var total = CostTotal()
        #expect(total.tableAge() == nil)
        for date in [nil, "2026-11-09", "2026-10-31"] {
            let quote = PriceQuote(ModelPrice(TokenRates(input: .zero, output: .zero)), entry: "a", tableDate: date)
            total.add(TokenUsage(inputTokens: 1, outputTokens: 1).cost(at: quote))
        }
        // 2026-11-10, at noon.
        #expect(total.tableAge(at: WallTime(secondsSinceEpoch: 1_794_312_000)) == 10)
    }
}
