// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Tokens by their bytes: a hash table of fixed size with linear probing.
struct TokenTable {
    private let slots: ZeroedMemory<Slot>
    private let shift: UInt64

    /// Sixteen bytes, four of a cache line.
    struct Slot {
        var key: UInt64 = 0
        var token: UInt32 = 0
        /// The number of the token's bytes; 0 where there is none.
        var length: UInt32 = 0
    }

    /// A table with room for so many tokens, in an arena that has ``size(of:)`` for it.
    init(count: Int, in arena: MemoryArena) {
        let bits = Self.slotBits(count)
        slots = arena.take(1 << bits)
        shift = UInt64(64 - bits)
    }

    /// The bytes that a table takes of an arena.
    static func size(of count: Int) -> Int { MemoryArena.size(of: 1 << slotBits(count), Slot.self) }

    /// At most two of three slots are taken.
    private static func slotBits(_ count: Int) -> Int { max(4, Int.bitWidth - (count + count / 2).leadingZeroBitCount) }

    @inline(__always)
    private func firstSlot(_ key: ByteKey) -> Int { Int(truncatingIfNeeded: key.hash &>> shift) }

    /// Adds a token that is not there yet.
    func insert(_ token: UInt32, _ key: ByteKey) {
        var index = firstSlot(key)
        while slots[index].length != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = Slot(key: key.key, token: token, length: UInt32(truncatingIfNeeded: key.length))
    }

    /// The token of these bytes.
    ///
    /// - Parameter isEqual: Asked whether a token of the same digest has these bytes, where the key does not tell.
    @inline(__always)
    func find(_ key: ByteKey, isEqual: (UInt32) -> Bool) -> UInt32? {
        var index = firstSlot(key)
        while true {
            let slot = slots[index]
            if slot.length == 0 { return nil }
            if slot.key == key.key, slot.length == UInt32(truncatingIfNeeded: key.length) {
                if key.length <= 8 || isEqual(slot.token) { return slot.token }
            }
            index = (index + 1) & (slots.count - 1)
        }
    }
}
