// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct CostTableTests {
    @Test func `every contender has a cell for every number of consumers`() async throws {
        let costs = try await CostTable.measure(consumers: [0, 1, 3], turns: 2, tokens: 64)
        #expect(costs.rows.map(\.name) == CostTable.standardContenders.map(\.name))
        #expect(costs.consumers == [0, 1, 3])
        for cell in costs.rows.flatMap(\.cells) {
            #expect(cell.turns == 2)
            #expect(cell.tokens == 64)
            #expect(cell.nanoseconds.least <= cell.nanoseconds.p50)
            #expect(cell.nanoseconds.p50 <= cell.nanoseconds.greatest)
            #expect((cell.ratio == nil) == (cell.consumers == 0))
        }
    }

    @Test func `ratios are to the first contender, and one consumer more costs the slope`() async throws {
        let costs = try await CostTable.measure(
            [Sized(name: "floor", perCall: 2), Sized(name: "other", perCall: 6)],
            consumers: [0, 1, 5],
            turns: 3,
            tokens: 1
        )
        #expect(costs.rows[1].cells.map(\.leastRatio) == [nil, 3, 3])
        #expect(costs.rows[1].cells.map(\.ratio?.p90) == [nil, 3, 3])
        #expect(costs.rows.map(\.further) == [2, 6])
    }

    @Test func `tokens are rounded up to whole rounds`() async throws {
        let costs = try await CostTable.measure([.floor], consumers: [1], turns: 1, tokens: 65)
        #expect(costs.rows[0].cells[0].tokens == 128)
    }

    @Test func `progress is told before each turn`() async throws {
        var heard: [MeasuringProgress] = []
        _ = try await CostTable.measure([.floor], consumers: [1, 4], turns: 2, tokens: 1) { heard.append($0) }
        #expect(heard.map(\.consumers) == [1, 1, 4, 4])
        #expect(heard.map(\.done) == [0, 1, 2, 3])
        #expect(heard.allSatisfy { $0.total == 4 })
    }

    @Test func `a cancelled measurement ends between two turns`() async {
        let task = Task { try await CostTable.measure([.floor], consumers: [1], turns: .max, tokens: 1) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `its JSON reads back as the same table`() async throws {
        let costs = try await CostTable.measure([.floor, .inline], consumers: [0, 2], turns: 2, tokens: 64)
        let back = try JSONDecoder().decode(CostTable.self, from: Data(costs.json.utf8))
        #expect(back.json == costs.json)
        #expect(back.machine == costs.machine)
        #expect(back.rows[1].cells[1].ratio == costs.rows[1].cells[1].ratio)
    }

    @Test func `its tables name the machine and hold a row for each contender`() async throws {
        let costs = try await CostTable.measure([.floor, .inline], consumers: [0, 2], turns: 2, tokens: 64)
        for text in [costs.description, costs.markdown] {
            #expect(text.contains(costs.machine.description))
            #expect(text.components(separatedBy: "inline").count == 5)
        }
        let rows = costs.description.split(separator: "\n").filter { $0.hasPrefix("floor") || $0.hasPrefix("inline") }
        #expect(rows.count == 8)
        #expect(costs.markdown.split(separator: "\n").filter { $0.hasPrefix("| inline |") }.count == 4)
    }
}

/// Takes so many nanoseconds a call, without any time going by.
private struct Sized: Contender {
    let name: String
    let perCall: Int

    func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        Delivery(
            elapsed: .nanoseconds(perCall * consumers * load.count),
            tallies: Array(repeating: load.tally, count: consumers)
        )
    }
}
