// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension DeliveryQueue {
    /// From so many events at a time on, more are likely to come at once.
    private static let crowd = 8
    /// How often a drain that lingers looks whether it must go on: some microseconds in all.
    private static let lingerRounds = 6_000

    /// Delivers until nothing waits. One such task runs at a time.
    func drain() async {
        var delivery = Delivery()
        var isCrowded = false
        while true {
            if isCrowded { linger() }
            let producers = withState { state in
                state.take(&delivery.batch, all: takesAll)
                return state.producersToResume()
            }
            for producer in producers { producer.continuation.resume() }
            guard delivery.batch.count > 0 else { return }
            guard let interval = policy.interval else {
                isCrowded = delivery.batch.count >= Self.crowd
                await deliver(&delivery)
                continue
            }
            let clock = delivery.batch[0].event.run.clock
            let began = clock.nanoseconds
            await deliver(&delivery)
            await pause(until: began &+ interval.wholeNanoseconds, clock)
        }
    }

    /// Lets events gather where they come in a crowd, unless a run's end waits.
    ///
    /// A drain that is faster than its producers would take them one by one, fight with each over the lock and over where they
    /// lie, and end and be started anew all the time. See Docs/Decisions/0014-lingering-drain.md.
    @inline(never)
    private func linger() {
        var rounds = Self.lingerRounds
        while rounds > 0, !endWaits.isUp { rounds -= 1 }
        endWaits.isUp = false
    }

    /// Whether to take all that waits at once. Not where tokens may still be joined or dropped; and not with a deadline:
    /// the ends that wait behind a call that hangs must be found in the queue.
    private var takesAll: Bool { receiver.takesBatches || policy.overflow == .suspend && deadline == nil }

    private func deliver(_ delivery: inout Delivery) async {
        switch receiver {
        case .each(let receive):
            if let deadline {
                await deliver(&delivery, within: deadline, receive)
            } else {
                await receive(&delivery)
            }
        case .batch(let handle):
            await deliver(&delivery, handle)
        }
    }

    /// Delivers one event after the other, each as a delivery of its own that is watched.
    private func deliver(
        _ delivery: inout Delivery,
        within deadline: Duration,
        _ receive: @escaping @Sendable (inout Delivery) async -> Void
    ) async {
        while delivery.next() {
            let entry = delivery.batch[0]
            do {
                try await deliver(within: deadline, at: [entry]) {
                    var watched = Delivery(watched: entry)
                    await receive(&watched)
                    if let error = watched.error { throw error }
                }
            } catch {
                delivery.fail(error)
            }
        }
    }

    /// Delivers all that was taken with one call.
    private func deliver(
        _ delivery: inout Delivery,
        _ handle: @escaping @Sendable ([CallbackEvent]) async throws -> Void
    ) async {
        let entries = (0..<delivery.batch.count).map { delivery.batch[$0] }
        while delivery.batch.count > 0 { delivery.batch.dropFirst() }
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
