// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An actor that calls its consumers one after another. The producer waits for each token: a slow consumer holds up all.
public struct ActorContender: Contender {
    /// The name in tables.
    public let name = "actor"

    /// Creates the contender.
    public init() {}

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) async -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let broadcaster = Broadcaster(boxes.map { box in { text in box.add(text) } })
        let began = ContinuousClock.now
        for _ in 0..<load.rounds {
            for piece in load.pieces { await broadcaster.send(piece) }
        }
        return Delivery(elapsed: began.duration(to: .now), tallies: boxes.map { $0.tally })
    }

    private actor Broadcaster {
        private let consumers: [@Sendable (String) -> Void]

        init(_ consumers: [@Sendable (String) -> Void]) { self.consumers = consumers }

        func send(_ text: String) {
            for consumer in consumers { consumer(text) }
        }
    }
}

extension Contender where Self == ActorContender {
    /// An actor that calls its consumers: see ``ActorContender``.
    public static var actor: ActorContender { ActorContender() }
}
