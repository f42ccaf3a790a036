// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An actor that calls its consumers one after another. The producer waits for each token: a slow consumer holds up all.
public struct ActorContender: Contender {
    /// The name in tables.
    public let name: String
    private let notesTimes: Bool

    /// Creates the contender.
    ///
    /// - Parameter notesTimes: Whether the producer reads the clock for each token, as a run does for handlers that ask when it
    ///   came, and sends the time along.
    public init(notesTimes: Bool = false) {
        self.notesTimes = notesTimes
        name = notesTimes ? "actor, with times" : "actor"
    }

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) async -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let broadcaster = Broadcaster(boxes.map { box in { text in box.add(text) } })
        let began = ContinuousClock.now
        if notesTimes {
            for _ in 0..<load.rounds {
                for piece in load.pieces { await broadcaster.send(piece, at: .now) }
            }
        } else {
            for _ in 0..<load.rounds {
                for piece in load.pieces { await broadcaster.send(piece) }
            }
        }
        return Delivery(elapsed: began.duration(to: .now), tallies: boxes.map { $0.tally })
    }

    private actor Broadcaster {
        private let consumers: [@Sendable (String) -> Void]
        private var lastTime: ContinuousClock.Instant?

        init(_ consumers: [@Sendable (String) -> Void]) { self.consumers = consumers }

        func send(_ text: String) {
            for consumer in consumers { consumer(text) }
        }

        func send(_ text: String, at time: ContinuousClock.Instant) {
            lastTime = time
            for consumer in consumers { consumer(text) }
        }
    }
}

extension Contender where Self == ActorContender {
    /// An actor that calls its consumers: see ``ActorContender``.
    public static var actor: ActorContender { ActorContender() }
    /// The same, with the time at which each token came.
    public static var actorWithTimes: ActorContender { ActorContender(notesTimes: true) }
}
