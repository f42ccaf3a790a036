// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A run whose consumers are inline handlers.
public struct InlineContender: Contender {
    /// The name in tables.
    public let name: String
    private let events: EventFilter

    /// Creates the contender.
    ///
    /// - Parameters:
    ///   - events: What the handlers are registered for; with ``EventFilter/tokens``, or they count nothing.
    ///   - name: A name for tables.
    public init(events: EventFilter = .all, name: String = "inline") {
        self.events = events
        self.name = name
    }

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let counters = (0..<consumers).map { _ in TallyHandler() }
        let manager = CallbackManager(counters.map { .handler($0, events: events) })
        var elapsed = Duration.zero
        try await manager.run("benchmark", input: "") { run in
            let began = ContinuousClock.now
            try await run.send(load)
            elapsed = began.duration(to: .now)
        }
        return Delivery(elapsed: elapsed, tallies: counters.map { $0.box.tally })
    }
}

extension Contender where Self == InlineContender {
    /// Inline handlers, registered as they are by default: see ``InlineContender``.
    public static var inline: InlineContender { InlineContender() }
    /// Inline handlers that do not ask for the times of tokens, so that no clock is read.
    public static var inlineWithoutTimes: InlineContender {
        InlineContender(events: .all.subtracting(.tokenTimes), name: "inline, no times")
    }
}

extension Run {
    /// Emits every token of a load.
    func send(_ load: TokenLoad) async throws {
        for _ in 0..<load.rounds {
            for piece in load.pieces { try await token(piece) }
        }
    }
}
