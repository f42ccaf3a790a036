// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The floor: each token to each consumer by a call of a class's method, in a plain loop, and nothing else.
public struct FloorContender: Contender {
    /// The name in tables.
    public let name = "floor"

    /// Creates the contender.
    public init() {}

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        let counters = (0..<consumers).map { _ in Counter() }
        let began = ContinuousClock.now
        Self.call(counters, load.pieces, load.rounds)
        return Delivery(elapsed: began.duration(to: .now), tallies: counters.map { $0.box.tally })
    }

    @inline(never)
    private static func call(_ consumers: [Consumer], _ pieces: [String], _ rounds: Int) {
        for _ in 0..<rounds {
            for piece in pieces {
                for consumer in consumers { consumer.hear(piece) }
            }
        }
    }

    private class Consumer {
        func hear(_ text: String) {}
    }

    private final class Counter: Consumer {
        let box = TallyBox()

        // Never inlined: the floor is a call.
        @inline(never)
        override func hear(_ text: String) { box.add(text) }
    }
}

extension Contender where Self == FloorContender {
    /// Each token to each consumer by a call of a class's method: see ``FloorContender``.
    public static var floor: FloorContender { FloorContender() }
}
