// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What two neighbouring tokens become when they are merged.
struct PairTable {
    /// The most tokens that a vocabulary may have: three of them fit into a slot.
    static let maxTokens = 1 << 21
    /// What stands for no token: more than any.
    static let none = UInt32.max

    /// Left token, right token, merged token, 21 bits each. Zero where there is none: no merge makes the token 0.
    private let slots: ZeroedMemory<UInt64>
    private let slotShift: UInt64
    /// A bit for each value that the hash of a pair may have. Most pairs of neighbours are never merged, and a look at what is
    /// small enough to stay in the processor's cache tells so.
    private let filter: ZeroedMemory<UInt64>
    private let filterShift: UInt64
    /// The merges of two bytes, by left and right byte: the first thing that is asked of every text.
    private let ofBytes: ZeroedMemory<UInt32>

    /// A table with room for so many merges, in an arena that has ``size(of:)`` for it.
    init(count: Int, in arena: MemoryArena) {
        let bits = Self.slotBits(count)
        slots = arena.take(1 << bits)
        slotShift = UInt64(64 - bits)
        filter = arena.take(1 << (bits + 3) / 64)
        filterShift = UInt64(64 - bits - 3)
        ofBytes = arena.take(1 << 16)
    }

    /// The bytes that a table takes of an arena.
    static func size(of count: Int) -> Int {
        let slots = 1 << slotBits(count)
        return MemoryArena.size(of: slots, UInt64.self) + slots + MemoryArena.size(of: 1 << 16, UInt32.self)
    }

    /// At most two of three slots are taken.
    private static func slotBits(_ count: Int) -> Int { max(9, Int.bitWidth - (count + count / 2).leadingZeroBitCount) }

    @inline(__always)
    private static func hash(_ pair: UInt64) -> UInt64 { pair &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    func insert(_ left: UInt32, _ right: UInt32, makes merged: UInt32) {
        if (left | right) < 256 {
            ofBytes[Int(left << 8 | right)] = merged
            return
        }
        let pair = UInt64(left) << 21 | UInt64(right)
        let hash = Self.hash(pair)
        let bit = Int(truncatingIfNeeded: hash &>> filterShift)
        filter[bit &>> 6] |= 1 &<< UInt64(bit & 63)
        var index = Int(truncatingIfNeeded: hash &>> slotShift)
        while slots[index] != 0 { index = (index &+ 1) & (slots.count &- 1) }
        slots[index] = pair << 21 | UInt64(merged)
    }

    /// The token that two neighbours become; ``none`` if they are never merged.
    ///
    /// Tokens are numbered by rank, so this also says when they are merged: the lower, the earlier.
    @inline(__always)
    func merged(_ left: UInt32, _ right: UInt32) -> UInt32 {
        if (left | right) < 256 {
            let merged = ofBytes[Int(left << 8 | right)]
            return merged == 0 ? Self.none : merged
        }
        let pair = UInt64(left) << 21 | UInt64(right)
        let hash = Self.hash(pair)
        let bit = Int(truncatingIfNeeded: hash &>> filterShift)
        guard filter[bit &>> 6] &>> UInt64(bit & 63) & 1 != 0 else { return Self.none }
        var index = Int(truncatingIfNeeded: hash &>> slotShift)
        while true {
            let slot = slots[index]
            if slot &>> 21 == pair { return UInt32(truncatingIfNeeded: slot & 0x1F_FFFF) }
            if slot == 0 { return Self.none }
            index = (index &+ 1) & (slots.count &- 1)
        }
    }
}
