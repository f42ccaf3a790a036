// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What two neighbouring tokens become when they are merged.
struct PairTable {
    /// The most tokens that a vocabulary may have: three of them fit into a slot.
    static let maxTokens: UInt32 = 1 << 21

    /// Left token, right token, merged token, 21 bits each. Zero where there is none: no merge makes the token 0.
    private let slots: ZeroedMemory<UInt64>
    private let shift: UInt64
    /// The merges of two bytes, by left and right byte: the first thing that is asked of every text.
    private let ofBytes: ZeroedMemory<UInt32>

    init(count: Int) {
        let bits = max(4, UInt64.bitWidth - (count + count / 2).leadingZeroBitCount)
        slots = ZeroedMemory(count: 1 << bits)
        shift = UInt64(64 - bits)
        ofBytes = ZeroedMemory(count: 1 << 16)
    }

    @inline(__always)
    private func firstSlot(_ pair: UInt64) -> Int { Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) &>> shift) }

    func insert(_ left: UInt32, _ right: UInt32, makes merged: UInt32) {
        if left < 256, right < 256 {
            ofBytes[Int(left << 8 | right)] = merged
            return
        }
        let pair = UInt64(left) << 21 | UInt64(right)
        var index = firstSlot(pair)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = pair << 21 | UInt64(merged)
    }

    /// The token that two neighbours become; `nil` if they are never merged.
    ///
    /// Tokens are numbered by rank, so this also says when they are merged: the lower, the earlier.
    @inline(__always)
    func merged(_ left: UInt32, _ right: UInt32) -> UInt32? {
        if (left | right) < 256 {
            let merged = ofBytes[Int(left << 8 | right)]
            return merged == 0 ? nil : merged
        }
        let pair = UInt64(left) << 21 | UInt64(right)
        var index = firstSlot(pair)
        while true {
            let slot = slots[index]
            if slot &>> 21 == pair { return UInt32(truncatingIfNeeded: slot & 0x1F_FFFF) }
            if slot == 0 { return nil }
            index = (index + 1) & (slots.count - 1)
        }
    }

    /// Gives the memory back.
    func deallocate() {
        slots.deallocate()
        ofBytes.deallocate()
    }
}
