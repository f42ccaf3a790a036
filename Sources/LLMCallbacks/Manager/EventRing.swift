// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The events that wait in a queue, oldest first.
///
/// A token in the ring does not count as an owner of its run: producer and consumer would fight over the count from two
/// cores. A run keeps itself alive until its terminal event, which counts and comes after all its tokens, is in every
/// queue. See Docs/Decisions/0007-lent-events.md.
struct EventRing: ~Copyable {
    /// One event outside the ring, owning what it holds, and the registration that wants it.
    struct Entry {
        let event: CallbackEvent
        /// Kept alive by the event's run, which holds all its registrations.
        let registration: Unmanaged<Registration>
    }

    /// One event in the ring.
    private struct Slot: ~Copyable {
        var view: EventView
        var registration: Unmanaged<Registration>
    }

    private var slots = Ring<Slot>()

    init() {}

    deinit {
        // One by one, and not with the ring: tokens are destroyed in part.
        var slots = slots
        while slots.count > 0 {
            Self.destroy(slots.place(0))
            slots.advance()
        }
    }

    /// How many events wait.
    var count: Int {
        @inline(__always) get { slots.count }
    }

    /// A copy of the event at a place, counted from the oldest. The place must be taken.
    subscript(offset: Int) -> Entry {
        let slot = slots.place(offset)
        return Entry(event: slot.pointee.view.event, registration: slot.pointee.registration)
    }

    /// The event at a place, where it lies. The place must be taken.
    @inline(__always)
    func view(at offset: Int) -> UnsafeMutablePointer<EventView> {
        // The first member of the slot, so it lies where the slot does.
        UnsafeMutableRawPointer(slots.place(offset)).assumingMemoryBound(to: EventView.self)
    }

    /// Who wants the event at a place. The place must be taken.
    @inline(__always)
    func registration(at offset: Int) -> Unmanaged<Registration> { slots.place(offset).pointee.registration }

    /// Appends a token that is lent.
    @inline(__always)
    mutating func append(token: UnsafePointer<EventView>, for registration: Unmanaged<Registration>) {
        let slot = slots.extend()
        // As bits, straight to where they are to lie. The view is the slot's first member, so it lies where the slot does.
        UnsafeMutableRawPointer(slot).copyMemory(from: token, byteCount: MemoryLayout<EventView>.size)
        slot.pointee.view.ownToken()
        slot.pointee.registration = registration
    }

    /// Appends any event.
    @inline(__always)
    mutating func append(_ event: CallbackEvent, for registration: Unmanaged<Registration>) {
        let slot = slots.extend()
        if case .token = event.kind {
            let view = EventView(event.withUncountedRun)
            slot.initialize(to: Slot(view: view, registration: registration))
        } else {
            slot.initialize(to: Slot(view: EventView(event), registration: registration))
        }
    }

    /// Throws the oldest event away. There must be one.
    @inline(__always)
    mutating func dropFirst() {
        Self.destroy(slots.place(0))
        slots.advance()
    }

    /// Moves the oldest event to the end of another ring. There must be one.
    mutating func moveFirst(to other: inout EventRing) {
        other.slots.extend().moveInitialize(from: slots.place(0), count: 1)
        slots.advance()
    }

    /// Throws away the event at a place. Costs a move of each older one.
    mutating func remove(at offset: Int) {
        Self.destroy(slots.place(offset))
        slots.close(offset)
    }

    @inline(__always)
    private static func destroy(_ slot: UnsafeMutablePointer<Slot>) {
        if case .token = slot.pointee.view.event.kind {
            withUnsafeMutablePointer(to: &slot.pointee.view.event.kind) { _ = $0.deinitialize(count: 1) }
        } else {
            slot.deinitialize(count: 1)
        }
    }
}
