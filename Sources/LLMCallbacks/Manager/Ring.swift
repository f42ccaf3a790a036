// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Elements that wait, oldest first, in one block of memory that grows as needed and is used again.
struct Ring<Element: ~Copyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>?
    /// A power of two; 0 until there is an element.
    private var capacity = 0
    private var firstIndex = 0
    private(set) var count = 0

    init() {}

    deinit {
        for offset in 0..<count { place(offset).deinitialize(count: 1) }
        base?.deallocate()
    }

    var isEmpty: Bool { count == 0 }

    /// Where an element lies, counted from the oldest. There must be one.
    @inline(__always)
    func place(_ offset: Int) -> UnsafeMutablePointer<Element> {
        // Where there is an element, there is memory.
        base.unsafelyUnwrapped + ((firstIndex &+ offset) & (capacity &- 1))
    }

    /// Makes room behind the newest. The caller must put an element there at once.
    @inline(__always)
    mutating func extend() -> UnsafeMutablePointer<Element> {
        if count == capacity { grow() }
        count &+= 1
        let end = firstIndex &+ count
        if end & (Self.stretch &- 1) == 0 { claim(from: end) }
        return place(count &- 1)
    }

    /// Forgets the oldest. The caller has moved it away, or destroyed it.
    @inline(__always)
    mutating func advance() {
        firstIndex = (firstIndex &+ 1) & (capacity &- 1)
        count &-= 1
    }

    /// Moves the oldest out.
    @inline(__always)
    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = place(0).move()
        advance()
        return element
    }

    /// Forgets one that the caller has moved away or destroyed. Costs a move of each older one.
    mutating func close(_ offset: Int) {
        for offset in stride(from: offset, to: 0, by: -1) {
            place(offset).moveInitialize(from: place(offset - 1), count: 1)
        }
        advance()
    }

    /// How many places are claimed at a time: a power of two.
    private static var stretch: Int { 8 }

    /// Writes into each cache line of the next places, if they are free.
    ///
    /// Another core has read what lay there, so that the first write to a line waits for that core; and where a locked
    /// instruction follows, as one does for each token, nothing else is done meanwhile. Several lines at once take no longer
    /// than one. See Docs/Decisions/0015-claimed-lines.md.
    @inline(never)
    private func claim(from end: Int) {
        let first = end & (capacity &- 1)
        // Free, and in one piece.
        guard count &+ Self.stretch <= capacity, first &+ Self.stretch <= capacity else { return }
        let places = UnsafeMutableRawPointer(base.unsafelyUnwrapped + first)
        let size = Self.stretch &* MemoryLayout<Element>.stride
        for line in stride(from: 0, to: size, by: 64) { places.storeBytes(of: 0, toByteOffset: line, as: UInt8.self) }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: max(4, 2 * capacity))
        for offset in 0..<count { (larger + offset).moveInitialize(from: place(offset), count: 1) }
        base?.deallocate()
        base = larger
        capacity = max(4, 2 * capacity)
        firstIndex = 0
    }
}
