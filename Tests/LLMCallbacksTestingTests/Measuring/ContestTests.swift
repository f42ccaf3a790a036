// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct ContestTests {
    @Test func `contenders take turns, and ratios are to the first`() async throws {
        let order = Mutex("")
        let slow = Scripted(name: "slow", perToken: .nanoseconds(10)) { order.withLock { $0 += "s" } }
        let fast = Scripted(name: "fast", perToken: .nanoseconds(5)) { order.withLock { $0 += "f" } }
        var contest = try await Contest([slow, fast], consumers: 1, turn: .zero)
        order.withLock { $0 = "" }
        try await contest.run(turns: 3)
        #expect(order.withLock(\.self) == "sfsfsf")
        #expect(contest.entries.map(\.name) == ["slow", "fast"])
        #expect(contest.entries.map(\.turns) == [3, 3])
        #expect(abs(contest.entries[0].nanoseconds(50) - 10) < 0.1)
        #expect(abs(contest.entries[1].nanoseconds(99) - 5) < 0.1)
        #expect(contest.entries[0].ratio(50) == 1)
        #expect(abs(contest.entries[1].ratio(50) - 0.5) < 0.01)
    }

    @Test func `a turn has as many tokens as fill its time`() async throws {
        let contender = Scripted(name: "ten", perToken: .nanoseconds(10)) {}
        let contest = try await Contest([contender], consumers: 1, turn: .microseconds(5))
        #expect(contest.entries[0].tokens == 512)
    }

    @Test(arguments: Fault.allCases) fileprivate func `a delivery that is not whole is no delivery`(fault: Fault)
        async throws
    {
        await #expect(throws: IncompleteDelivery.self) {
            _ = try await Contest([.floor, Faulty(fault: fault)], consumers: 2)
        }
    }

    @Test func `it says who lost what`() async throws {
        let load = TokenLoad(rounds: 1)
        let delivery = Delivery(elapsed: .zero, tallies: [load.tally, TokenTally()])
        let error = #expect(throws: IncompleteDelivery.self) {
            try delivery.check(load, consumers: 2, by: "somebody")
        }
        #expect(error.map { "\($0)" } == "somebody delivered 0 of 64 tokens to a consumer")
    }
}

/// Takes the time that it is told to, without any time going by.
private struct Scripted: Contender {
    let name: String
    let perToken: Duration
    let note: @Sendable () -> Void

    init(name: String, perToken: Duration, note: @escaping @Sendable () -> Void) {
        self.name = name
        self.perToken = perToken
        self.note = note
    }

    func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        note()
        return Delivery(elapsed: perToken * load.count, tallies: Array(repeating: load.tally, count: consumers))
    }
}

private enum Fault: CaseIterable { case losesLast, swaps, forgetsConsumer }

private struct Faulty: Contender {
    let name = "faulty"
    let fault: Fault

    func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        var pieces = (0..<load.rounds).flatMap { _ in load.pieces }
        var count = consumers
        switch fault {
        case .losesLast: pieces.removeLast()
        case .swaps: pieces.swapAt(0, 4)
        case .forgetsConsumer: count -= 1
        }
        var tally = TokenTally()
        for piece in pieces { tally.add(piece) }
        return Delivery(elapsed: .seconds(1), tallies: Array(repeating: tally, count: count))
    }
}
