// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Events that wait, oldest first, in one block of memory that grows as needed and is used again.
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
        let registration: Unmanaged<Registration>
    }

    private var base: UnsafeMutablePointer<Slot>
    private var capacity: Int
    private var firstIndex = 0
    private(set) var count = 0

    init() {
        capacity = 8
        base = .allocate(capacity: 8)
    }

    deinit {
        for offset in 0..<count { Self.destroy(base + index(offset)) }
        base.deallocate()
    }

    /// A copy of the event at a place, counted from the oldest. The place must be taken.
    subscript(offset: Int) -> Entry {
        let slot = base + index(offset)
        return Entry(event: slot.pointee.view.event, registration: slot.pointee.registration)
    }

    /// The event at a place, where it lies. The place must be taken.
    @inline(__always)
    func view(at offset: Int) -> UnsafeMutablePointer<EventView> {
        // The first member of the slot, so it lies where the slot does.
        UnsafeMutableRawPointer(base + index(offset)).assumingMemoryBound(to: EventView.self)
    }

    /// Who wants the event at a place. The place must be taken.
    @inline(__always)
    func registration(at offset: Int) -> Unmanaged<Registration> { (base + index(offset)).pointee.registration }

    @inline(__always)
    mutating func append(_ event: CallbackEvent, for registration: Unmanaged<Registration>) {
        if count == capacity { grow() }
        let slot = base + index(count)
        if case .token = event.kind {
            let view = EventView(event.withUncountedRun)
            slot.initialize(to: Slot(view: view, registration: registration))
        } else {
            slot.initialize(to: Slot(view: EventView(event), registration: registration))
        }
        count &+= 1
    }

    /// Throws the oldest event away. There must be one.
    @inline(__always)
    mutating func dropFirst() {
        Self.destroy(base + firstIndex)
        advance()
    }

    /// Moves the oldest event to the end of another ring. There must be one.
    mutating func moveFirst(to other: inout EventRing) {
        if other.count == other.capacity { other.grow() }
        (other.base + other.index(other.count)).moveInitialize(from: base + firstIndex, count: 1)
        other.count &+= 1
        advance()
    }

    /// Throws away the event at a place. Costs a move of each older one.
    mutating func remove(at offset: Int) {
        Self.destroy(base + index(offset))
        for place in stride(from: offset, to: 0, by: -1) {
            (base + index(place)).moveInitialize(from: base + index(place - 1), count: 1)
        }
        advance()
    }

    @inline(__always)
    private mutating func advance() {
        firstIndex = (firstIndex &+ 1) & (capacity &- 1)
        count &-= 1
    }

    @inline(__always)
    private func index(_ offset: Int) -> Int { (firstIndex &+ offset) & (capacity &- 1) }

    @inline(__always)
    private static func destroy(_ slot: UnsafeMutablePointer<Slot>) {
        if case .token = slot.pointee.view.event.kind {
            withUnsafeMutablePointer(to: &slot.pointee.view.event.kind) { _ = $0.deinitialize(count: 1) }
        } else {
            slot.deinitialize(count: 1)
        }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Slot>.allocate(capacity: 2 * capacity)
        for offset in 0..<count { (larger + offset).moveInitialize(from: base + index(offset), count: 1) }
        base.deallocate()
        base = larger
        capacity *= 2
        firstIndex = 0
    }
}
