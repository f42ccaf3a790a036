// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension DeliveryQueue {
    /// Delivers until nothing waits. One such task runs at a time.
    func drain() async {
        var batch = EventRing()
        while true {
            let producers = withState { state in
                state.take(&batch, all: takesAll)
                return state.producersToResume()
            }
            for producer in producers { producer.continuation.resume() }
            guard batch.count > 0 else { return }
            let clock = batch[0].event.run.clock
            let began = policy.interval == nil ? 0 : clock.nanoseconds
            await deliver(&batch)
            if let interval = policy.interval {
                await pause(until: began &+ interval.wholeNanoseconds, clock)
            }
        }
    }

    /// Whether to take all that waits at once. Not where tokens may still be joined or dropped; and not with a deadline:
    /// the ends that wait behind a call that hangs must be found in the queue.
    private var takesAll: Bool { receiver.takesBatches || policy.overflow == .suspend && deadline == nil }

    private func deliver(_ batch: inout EventRing) async {
        switch receiver {
        case .single(let handle):
            while let entry = batch.popFirst() { await deliver(entry, handle) }
        case .batch(let handle):
            await deliver(&batch, handle)
        }
    }

    /// Delivers one event. Its run holds the registration, and `entry` holds the run.
    private func deliver(_ entry: EventRing.Entry, _ handle: @escaping @Sendable (CallbackEvent) async throws -> Void)
        async
    {
        let registration = entry.registration.takeUnretainedValue()
        if registration.isActive, registration.core.events.contains(EventFilter(entry.event.kind)) {
            do {
                if let deadline {
                    try await deliver(within: deadline, at: [entry]) { try await handle(entry.event) }
                } else {
                    try await handle(entry.event)
                }
            } catch {
                entry.event.run.noteFailure(of: registration, at: entry.event, .init(error))
            }
        }
        if entry.event.isTerminal { entry.event.run.noteEndTaken(by: registration) }
    }

    /// Delivers all that was taken with one call.
    private func deliver(_ batch: inout EventRing, _ handle: @escaping @Sendable ([CallbackEvent]) async throws -> Void)
        async
    {
        var entries: [EventRing.Entry] = []
        entries.reserveCapacity(batch.count)
        while let entry = batch.popFirst() { entries.append(entry) }
        let events = entries.compactMap { entry in
            let registration = entry.registration.takeUnretainedValue()
            let isWanted = registration.isActive && registration.core.events.contains(EventFilter(entry.event.kind))
            return isWanted ? entry.event : nil
        }
        if let last = events.last {
            do {
                if let deadline {
                    try await deliver(within: deadline, at: entries) { try await handle(events) }
                } else {
                    try await handle(events)
                }
            } catch {
                let entry = entries.last { $0.event.run === last.run } ?? entries[entries.count - 1]
                let registration = entry.registration.takeUnretainedValue()
                last.run.noteFailure(of: registration, at: last, .init(error))
            }
        }
        for entry in entries where entry.event.isTerminal {
            entry.event.run.noteEndTaken(by: entry.registration.takeUnretainedValue())
        }
    }

    /// Waits for the rest of the interval, unless a run's end waits.
    private func pause(until moment: Int64, _ clock: RunClock) async {
        while !withState({ $0.isUrgent }) {
            let rest = moment - clock.nanoseconds
            guard rest > 0 else { return }
            await pacer.sleep(for: .nanoseconds(rest), clock)
        }
    }
}

extension DeliveryQueue.Receiver {
    var takesBatches: Bool {
        if case .batch = self { true } else { false }
    }
}
