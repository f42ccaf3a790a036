// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A run whose consumers are async handlers, each behind a queue of its own.
///
/// The time goes on until the run has returned: then every handler is through with it.
public struct QueuedContender: Contender {
    /// The name in tables.
    public let name: String
    private let events: EventFilter

    /// Creates the contender.
    ///
    /// - Parameters:
    ///   - events: What the handlers are registered for; with ``EventFilter/tokens``, or they count nothing.
    ///   - name: A name for tables.
    public init(events: EventFilter = .all, name: String = "queued") {
        self.events = events
        self.name = name
    }

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let counters = (0..<consumers).map { _ in AsyncTallyHandler() }
        let manager = CallbackManager(counters.map { .handler($0, events: events) })
        var began = ContinuousClock.now
        try await manager.run("benchmark", input: "") { run in
            began = .now
            try await run.send(load)
        }
        return Delivery(elapsed: began.duration(to: .now), tallies: counters.map { $0.box.tally })
    }
}

extension Contender where Self == QueuedContender {
    /// Async handlers, registered as they are by default: see ``QueuedContender``.
    public static var queued: QueuedContender { QueuedContender() }
    /// Async handlers that do not ask for the times of tokens, so that no clock is read.
    public static var queuedWithoutTimes: QueuedContender {
        QueuedContender(events: .all.subtracting(.tokenTimes), name: "queued, no times")
    }
}
