// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Line feed.
let lineFeed: UInt8 = 0x0A
/// Carriage return.
let carriageReturn: UInt8 = 0x0D

extension UnsafeRawBufferPointer {
    /// Returns where the first line feed or carriage return at or after `start` is, or the count if there is none.
    ///
    /// Looks at eight bytes at a time.
    func lineEnd(from start: Int) -> Int {
        guard let base = baseAddress else { return 0 }
        var offset = start
        while count &- offset >= 8 {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let marks = zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
            if marks != 0 { return offset &+ marks.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < count, self[offset] != lineFeed, self[offset] != carriageReturn { offset &+= 1 }
        return offset
    }

    /// The value if this is a whole line of the field `data` with a colon: the way of nearly every line.
    var dataValue: UnsafeRawBufferPointer? {
        guard count >= 5, let base = baseAddress, self[4] == 0x3A,
            UInt32(littleEndian: base.loadUnaligned(as: UInt32.self)) == 0x6174_6164
        else { return nil }
        return slice((count > 5 && self[5] == 0x20 ? 6 : 5)..<count)
    }

    /// Returns the bytes of a range as a buffer of their own.
    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }
}

/// Returns a word whose lowest set bit is the top bit of the lowest byte that is zero; 0 if none is.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}
