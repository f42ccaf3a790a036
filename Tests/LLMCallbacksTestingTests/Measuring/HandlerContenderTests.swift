// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct HandlerContenderTests {
    @Test func `a handler of one's own gets every token in every turn, inline and queued`() async throws {
        let inline = Mutex(0)
        let queued = Mutex(0)
        let load = TokenLoad(rounds: 3)
        let contenders = [
            HandlerContender("inline") { .onToken { _ in inline.withLock { $0 += 1 } } },
            HandlerContender("queued") { .queued(ClosureHandler(onToken: { _ in queued.withLock { $0 += 1 } })) },
        ]
        for contender in contenders {
            try await contender.deliver(load, to: 2).check(load, consumers: 2, by: contender.name)
        }
        #expect(inline.withLock(\.self) == 2 * load.count)
        #expect(queued.withLock(\.self) == 2 * load.count)
    }

    @Test func `it stands in the table beside the floor and handlers that only count`() async throws {
        let costs = try await CostTable.measure("mine", consumers: [1, 2], turns: 2, tokens: 64) { .onToken { _ in } }
        #expect(costs.rows.map(\.name) == ["floor", "inline", "queued", "mine"])
        #expect(costs.rows.allSatisfy { $0.cells.count == 2 })
    }

    @Test func `the time of a handler that fails is worth nothing`() async throws {
        let error = await #expect(throws: HandlerMisconduct.self) {
            _ = try await CostTable.measure("mine", turns: 1, tokens: 64) {
                .handler(FaultyHandler(at: .token), label: "broken")
            }
        }
        #expect(error?.contender == "mine")
        #expect(error?.failure.label == "broken")
        #expect(error?.description.hasPrefix("a handler of mine failed: broken at event") == true)
    }

    @Test func `a handler that cannot be made is an error`() async {
        await #expect(throws: CannotBeMade.self) {
            _ = try await CostTable.measure("mine", turns: 1, tokens: 64) { throw CannotBeMade() }
        }
    }

    private struct CannotBeMade: Error {}
}
