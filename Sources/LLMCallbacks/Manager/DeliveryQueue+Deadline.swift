// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A handler's call was still at work when its deadline had passed.
struct MissedDeadline: Error {
    let limit: Duration
}

extension HandlerFailure.Cause {
    /// What a delivery threw.
    init(_ error: any Error) {
        self = if let missed = error as? MissedDeadline { .missedDeadline(missed.limit) } else { .threw(error) }
    }
}

extension DeliveryQueue {
    /// Makes one call, and reports it when its deadline passes. Returns once the call has: a handler hears one event at a
    /// time, so a call that hangs holds up its own handler. It holds up no run: see ``DeliveryQueueState/becomeOverdue()``.
    func deliver(
        within limit: Duration,
        at entries: [EventRing.Entry],
        _ call: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard let last = entries.last else { return }
        let clock = last.event.run.clock
        let work = Task.detached { try await call() }
        let watch = Task.detached { [self] in
            try await clock.sleep(limit)
            // From here on the call counts as failed, whatever it does later; unless it came back while a clock that is
            // deaf to cancellation was waking us.
            try Task.checkCancellation()
            work.cancel()
            giveUpWaiting(for: entries, limit)
        }
        let outcome = await work.result
        watch.cancel()
        if case .success = await watch.result {
            withState { $0.recover() }
            return
        }
        try outcome.get()
    }

    /// The handler is overdue: the fault is told, and no run waits for it any more.
    private func giveUpWaiting(for entries: [EventRing.Entry], _ limit: Duration) {
        guard let last = entries.last else { return }
        let (others, producers) = withState { state in
            let others = state.becomeOverdue()
            return (others, state.producersToResume())
        }
        for producer in producers { producer.continuation.resume() }
        let registration = last.registration.takeUnretainedValue()
        last.event.run.noteFailure(of: registration, at: last.event, .missedDeadline(limit))
        for entry in entries + others where entry.event.isTerminal {
            entry.event.run.noteEndTaken(by: entry.registration.takeUnretainedValue())
        }
    }
}
