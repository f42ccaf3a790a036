// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Whole numbers in seven bits a byte, lowest first; all bytes but the last have the eighth bit.
enum Varint {
    /// Appends a number.
    @inline(__always)
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Reads a number and moves behind it; `nil` if the bytes end before it does, or it has more than 64 bits.
    static func read(_ bytes: [UInt8], at offset: inout Int) -> UInt64? {
        var number: UInt64 = 0
        var shift = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            guard shift < 63 || byte <= 1 else { return nil }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return number }
            shift += 7
        }
        return nil
    }
}
