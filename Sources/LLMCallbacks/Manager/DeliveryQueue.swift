// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// One handler's queue: bounded, in order, with one task that delivers while there is something to deliver.
///
/// Shared by all runs that the handler hears, so that it hears one event at a time.
final class DeliveryQueue: Brake, @unchecked Sendable {
    // Unchecked for `state` alone, which is touched under `lock` only.

    /// What takes the events.
    let receiver: DeliveryReceiver
    let policy: QueuePolicy
    let deadline: Duration?
    /// What the handler is not to see is taken out before it waits here.
    let stage: RedactionStage?
    private let lock = BriefLock(())
    private let state: UnsafeMutablePointer<DeliveryQueueState>
    /// Wakes a delivery that waits for its interval to pass.
    let pacer = Pacer()
    /// Whether a run's end has come since the drain last lingered: it does not linger then.
    let endWaits = LonelyFlag()

    init(receiver: DeliveryReceiver, policy: QueuePolicy, deadline: Duration?, stage: RedactionStage? = nil) {
        self.receiver = receiver
        self.policy = policy
        self.deadline = deadline
        self.stage = stage
        state = .allocate(capacity: 1)
        state.initialize(to: DeliveryQueueState(policy: policy))
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// How many events were dropped so far.
    var droppedCount: Int { withState { $0.droppedCount } }

    /// Takes a token for one registration of the handler. Returns whether the run should wait for room before its next.
    @inline(__always)
    func enqueue(token: UnsafePointer<EventView>, for registration: Unmanaged<Registration>) -> Bool {
        if stage != nil { return enqueueRedacted(token: token, for: registration) }
        let taken = withState { $0.enqueue(token: token, for: registration) }
        if taken.startsDrain { startDraining() }
        return taken.isFull
    }

    /// Takes an event for one registration of the handler. Returns whether the run should wait for room before its next.
    @inline(__always)
    func enqueue(_ event: CallbackEvent, for registration: Unmanaged<Registration>) -> Bool {
        if stage != nil { return enqueueRedacted(event, for: registration) }
        return enqueueAsItIs(event, for: registration)
    }

    @inline(__always)
    private func enqueueAsItIs(_ event: CallbackEvent, for registration: Unmanaged<Registration>) -> Bool {
        let taken = withState { $0.enqueue(event, for: registration) }
        if taken.startsDrain { startDraining() }
        if taken.isUrgent { hurry(for: event, registration) }
        return taken.isFull
    }

    @inline(never)
    private func enqueueRedacted(token: UnsafePointer<EventView>, for registration: Unmanaged<Registration>) -> Bool {
        enqueueRedacted(token.pointee.event, for: registration)
    }

    @inline(never)
    private func enqueueRedacted(_ event: CallbackEvent, for registration: Unmanaged<Registration>) -> Bool {
        var isFull = false
        let wantsTokens = registration._withUnsafeGuaranteedRef { $0.core.events.contains(.tokens) }
        try? stage?.redact(event) { event in
            if case .token = event.kind, !wantsTokens { return }
            if enqueueAsItIs(event, for: registration) { isFull = true }
        }
        return isFull
    }

    /// Whether a run should wait for room before it emits again.
    func isFull(for run: RunContext) -> Bool { withState { $0.isFull } }

    /// Waits until there is room, the run is over, or the task is cancelled.
    func waitForRoom(run: RunContext) async {
        let number = withState { $0.nextProducer() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits =
                    !Task.isCancelled && run.mayWait(for: self)
                    && withState { $0.wait(run: ObjectIdentifier(run), number: number, continuation) }
                if !waits { continuation.resume() }
                // The run may have ended, the handler been removed, or the task been cancelled, before the producer was in
                // the list.
                if waits, !run.mayWait(for: self) || Task.isCancelled { release(number) }
            }
        } onCancel: {
            release(number)
        }
    }

    /// A run is over: its producers need not wait.
    func release(_ run: RunContext) {
        for producer in withState({ $0.producers(of: ObjectIdentifier(run)) }) { producer.continuation.resume() }
    }

    /// A registration was taken off: whoever waits here looks again whether it must.
    func releaseAll() {
        for producer in withState({ $0.allProducers() }) { producer.continuation.resume() }
    }

    /// Decides something under the lock.
    @inline(__always)
    func withState<Result>(_ decide: (inout DeliveryQueueState) -> Result) -> Result {
        lock.withLock { _ in decide(&state.pointee) }
    }

    private func release(_ number: Int) {
        withState { $0.producer(number: number) }?.continuation.resume()
    }

    @inline(never)
    private func startDraining() {
        // Detached: what a handler does belongs to no run and no task of the emitter's.
        Task.detached { [self] in await drain() }
    }

    /// A run is over: its end is not put off, and nobody waits for a handler that is overdue.
    @inline(never)
    private func hurry(for event: CallbackEvent, _ registration: Unmanaged<Registration>) {
        endWaits.isUp = true
        pacer.hurry()
        if withState({ $0.abandonsEnds }) {
            event.run.noteEndTaken(by: registration.takeUnretainedValue())
        }
    }
}
