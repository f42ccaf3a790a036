// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Events that wait, oldest first, in one block of memory that grows as needed and is used again.
struct EventRing: ~Copyable {
    /// One event, and the registration that wants it.
    struct Entry {
        var event: CallbackEvent
        /// Kept alive by the event's run, which holds all its registrations.
        let registration: Unmanaged<Registration>
    }

    private var base: UnsafeMutablePointer<Entry>
    private var capacity: Int
    private var first = 0
    private(set) var count = 0

    init() {
        capacity = 8
        base = .allocate(capacity: 8)
    }

    deinit {
        for offset in 0..<count { (base + index(offset)).deinitialize(count: 1) }
        base.deallocate()
    }

    /// The entry at a place, counted from the oldest. The place must be taken.
    subscript(offset: Int) -> Entry {
        get { base[index(offset)] }
        nonmutating _modify { yield &base[index(offset)] }
    }

    @inline(__always)
    mutating func append(_ entry: consuming Entry) {
        if count == capacity { grow() }
        (base + index(count)).initialize(to: entry)
        count &+= 1
    }

    @inline(__always)
    mutating func popFirst() -> Entry? {
        guard count > 0 else { return nil }
        let entry = (base + first).move()
        first = (first &+ 1) & (capacity &- 1)
        count &-= 1
        return entry
    }

    /// Takes out the entry at a place. Costs a move of each older one.
    mutating func remove(at offset: Int) -> Entry {
        let entry = (base + index(offset)).move()
        for place in stride(from: offset, to: 0, by: -1) {
            (base + index(place)).moveInitialize(from: base + index(place - 1), count: 1)
        }
        first = (first &+ 1) & (capacity &- 1)
        count &-= 1
        return entry
    }

    @inline(__always)
    private func index(_ offset: Int) -> Int { (first &+ offset) & (capacity &- 1) }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity)
        for offset in 0..<count { (larger + offset).moveInitialize(from: base + index(offset), count: 1) }
        base.deallocate()
        base = larger
        capacity *= 2
        first = 0
    }
}
