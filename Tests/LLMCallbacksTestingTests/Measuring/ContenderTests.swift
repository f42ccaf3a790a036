// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct ContenderTests {
    static let all: [any Contender] = [
        .floor, .inline, .inlineWithoutTimes, .queued, .queuedWithoutTimes, .closureArray, .asyncStream, .actor,
        .actorWithTimes, .taskGroup,
    ]

    @Test(arguments: Self.all.indices, [0, 1, 3])
    func `every consumer gets every token`(index: Int, consumers: Int) async throws {
        let contender = Self.all[index]
        let load = TokenLoad(rounds: 2)
        let delivery = try await contender.deliver(load, to: consumers)
        try delivery.check(load, consumers: consumers, by: contender.name)
        #expect(delivery.tallies.count == consumers)
        #expect(delivery.tallies.allSatisfy { $0.tokens == load.count })
    }

    @Test func `names are different, and short enough for tables`() {
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
        #expect(Self.all.allSatisfy { $0.name.count <= 20 })
    }

    @Test func `a load has short, long and many-byte tokens, whose storage counts references where it is long`() {
        let pieces = TokenLoad(rounds: 1).pieces
        #expect(pieces.count == 64)
        #expect(pieces.contains { $0.utf8.count > 15 })
        #expect(pieces.contains { $0.utf8.count > $0.count })
        #expect(TokenLoad(rounds: 3).count == 192)
        #expect(TokenLoad(rounds: 3).tally.bytes == 3 * pieces.map(\.utf8.count).reduce(0, +))
        #expect(TokenLoad(rounds: -1).count == 64)
    }
}
