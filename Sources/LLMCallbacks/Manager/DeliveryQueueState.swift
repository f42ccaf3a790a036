// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a handler's queue knows, and every decision that it makes. Pure: the queue asks under its lock, lets go of it, and
/// then does what the answer says.
struct DeliveryQueueState: ~Copyable {
    private let policy: QueuePolicy
    /// From how many waiting events on producers must wait.
    private let fullCount: Int
    private var waiting = EventRing()
    /// What was dropped of each run since its last delivered event.
    private var drops: [ObjectIdentifier: Drop] = [:]
    private var isDraining = false
    /// The handler has missed a deadline and not returned yet.
    private var isOverdue = false
    private var producers: [Producer] = []
    private var lastProducer = 0
    private var terminalsWaiting = 0
    private(set) var droppedCount = 0

    init(policy: QueuePolicy) {
        self.policy = policy
        fullCount =
            switch policy.overflow {
            case .suspend: policy.limit
            // A full queue can still join; one past its limit holds what it could not.
            case .coalesce: policy.limit + 1
            case .dropOldest: .max
            }
    }

    /// How many events wait.
    var count: Int { waiting.count }
    /// Whether producers must wait.
    var isFull: Bool { waiting.count >= fullCount && !isOverdue }
    /// Whether a run's end waits, so that nothing may be put off any longer.
    var isUrgent: Bool { terminalsWaiting > 0 }

    /// What the queue must do after it took an event.
    struct Taken {
        /// Start the task that delivers.
        var startsDrain = false
        /// The run should wait before it emits again.
        var isFull = false
        /// Events of a run that is over no longer hold its producers; and a paced delivery must not wait any longer.
        var isUrgent = false
    }

    /// Takes a token that is lent, making room by the policy.
    @inline(__always)
    mutating func enqueue(token: UnsafePointer<EventView>, for registration: Unmanaged<Registration>) -> Taken {
        guard waiting.count < policy.limit else { return enqueueWhenFull(token: token, for: registration) }
        waiting.append(token: token, for: registration)
        let startsDrain = !isDraining
        isDraining = true
        return Taken(startsDrain: startsDrain, isFull: isFull)
    }

    @inline(never)
    private mutating func enqueueWhenFull(
        token: UnsafePointer<EventView>,
        for registration: Unmanaged<Registration>
    ) -> Taken {
        enqueue(token.pointee.event, for: registration)
    }

    /// Takes an event, making room by the policy.
    @inline(__always)
    mutating func enqueue(_ event: CallbackEvent, for registration: Unmanaged<Registration>) -> Taken {
        var taken = Taken()
        if waiting.count < policy.limit {
            append(event, registration, &taken)
        } else {
            enqueueWhenFull(event, registration, &taken)
        }
        taken.isFull = isFull
        return taken
    }

    /// Moves out what is to be delivered next: all that waits, or one event, so that room is made and joining goes on as
    /// late as possible. Nothing left ends the draining.
    mutating func take(_ batch: inout EventRing, all: Bool) {
        var wanted = all ? waiting.count : min(1, waiting.count)
        if wanted == 0 { isDraining = false }
        if wanted == waiting.count && drops.isEmpty && batch.count == 0 {
            swap(&waiting, &batch)
            terminalsWaiting = 0
            return
        }
        while wanted > 0 {
            wanted -= 1
            if !drops.isEmpty, let drop = takeDrop(before: waiting[0].event) {
                batch.append(drop, for: waiting.registration(at: 0))
            }
            if waiting.view(at: 0).pointee.event.isTerminal { terminalsWaiting -= 1 }
            waiting.moveFirst(to: &batch)
        }
    }

    // MARK: Producers

    /// A run that waits for room.
    struct Producer {
        let number: Int
        let run: ObjectIdentifier
        let continuation: CheckedContinuation<Void, Never>
    }

    /// Lets a producer wait, unless there is room by now. Returns its number, or `nil` if it need not wait.
    mutating func wait(run: ObjectIdentifier, number: Int, _ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard isFull else { return false }
        producers.append(Producer(number: number, run: run, continuation: continuation))
        return true
    }

    /// A number for a producer that is about to wait.
    mutating func nextProducer() -> Int {
        lastProducer += 1
        return lastProducer
    }

    /// The producers that may go on: all once half the queue is free.
    mutating func producersToResume() -> [Producer] {
        guard !producers.isEmpty, isOverdue || waiting.count <= policy.limit / 2 else { return [] }
        defer { producers = [] }
        return producers
    }

    /// The producers of one run, which is over.
    mutating func producers(of run: ObjectIdentifier) -> [Producer] {
        guard !producers.isEmpty else { return [] }
        let released = producers.filter { $0.run == run }
        producers.removeAll { $0.run == run }
        return released
    }

    /// Every producer: for one of them there may be no reason to wait any more.
    mutating func allProducers() -> [Producer] {
        defer { producers = [] }
        return producers
    }

    /// One producer, whose task was cancelled.
    mutating func producer(number: Int) -> Producer? {
        guard let place = producers.firstIndex(where: { $0.number == number }) else { return nil }
        return producers.remove(at: place)
    }

    // MARK: A handler that missed its deadline

    /// Notes that the handler is overdue. Returns the entries whose runs must not wait for it.
    mutating func becomeOverdue() -> [EventRing.Entry] {
        isOverdue = true
        return (0..<waiting.count).map { waiting[$0] }.filter { $0.event.isTerminal }
    }

    /// Notes that the handler has returned at last.
    mutating func recover() { isOverdue = false }

    /// Whether the handler is overdue: runs that end now must not wait for it.
    var abandonsEnds: Bool { isOverdue }

    // MARK: Making room

    private struct Drop {
        var event: CallbackEvent
        var count: Int
    }

    @inline(__always)
    private mutating func append(
        _ event: CallbackEvent,
        _ registration: Unmanaged<Registration>,
        _ taken: inout Taken
    ) {
        if case .token = event.kind {} else { noteTerminal(event, &taken) }
        waiting.append(event, for: registration)
        taken.startsDrain = !isDraining
        isDraining = true
    }

    private mutating func noteTerminal(_ event: CallbackEvent, _ taken: inout Taken) {
        guard event.isTerminal else { return }
        terminalsWaiting += 1
        taken.isUrgent = true
    }

    @inline(never)
    private mutating func enqueueWhenFull(
        _ event: CallbackEvent,
        _ registration: Unmanaged<Registration>,
        _ taken: inout Taken
    ) {
        let overflow = isOverdue ? .dropOldest : policy.overflow
        switch overflow {
        case .suspend: break
        case .coalesce: if join(event, registration) { return }
        case .dropOldest: if Self.mayDrop(event) { dropOldest() }
        }
        append(event, registration, &taken)
    }

    /// Joins a token to the last event that waits of its run. No piece grows without bound.
    private func join(_ event: CallbackEvent, _ registration: Unmanaged<Registration>) -> Bool {
        guard case .token(let token) = event.kind else { return false }
        for offset in stride(from: waiting.count - 1, through: max(0, waiting.count - 64), by: -1) {
            let place = waiting.view(at: offset)
            guard place.pointee.event.run === event.run else { continue }
            guard waiting.registration(at: offset).toOpaque() == registration.toOpaque(),
                case .token(var last) = place.pointee.event.kind,
                token.canJoin(last), last.text.utf8.count < 65_536
            else { return false }
            // Empty the place first, so that the text has one owner and grows where it is.
            place.pointee.event.kind = .dropped(0)
            last.text += token.text
            last.pieces += token.pieces
            place.pointee.event.kind = .token(last)
            return true
        }
        return false
    }

    private mutating func dropOldest() {
        guard let offset = (0..<waiting.count).first(where: { Self.mayDrop(waiting.view(at: $0).pointee.event) })
        else { return }
        let event = waiting[offset].event
        waiting.remove(at: offset)
        let run = ObjectIdentifier(event.run)
        let count = (drops[run]?.count ?? 0) + 1
        droppedCount += 1
        drops[run] = Drop(
            event: CallbackEvent(
                run: event.run,
                sequence: event.sequence,
                nanoseconds: event.nanoseconds,
                kind: .dropped(count)
            ),
            count: count
        )
    }

    /// What was dropped of an event's run before that event, once. A start outlives what was dropped after it.
    private mutating func takeDrop(before event: CallbackEvent) -> CallbackEvent? {
        let run = ObjectIdentifier(event.run)
        guard let drop = drops[run], drop.event.sequence < event.sequence else { return nil }
        drops[run] = nil
        return drop.event
    }

    private static func mayDrop(_ event: CallbackEvent) -> Bool {
        switch event.kind {
        case .started, .ended, .failed, .cancelled: false
        default: true
        }
    }
}
