// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension UnsafeRawBufferPointer {
    /// Returns where the first quote or backslash at or after `start` is, or the count if there is none.
    func quoteOrBackslash(from start: Int) -> Int {
        guard let base = baseAddress else { return 0 }
        var offset = start
        while count &- offset >= 8 {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let marks = zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if marks != 0 { return offset &+ marks.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < count, self[offset] != UInt8(ascii: "\""), self[offset] != UInt8(ascii: "\\") { offset &+= 1 }
        return offset
    }

    /// Returns the bytes of a range as a buffer of their own.
    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }

    /// The bytes without the white space around them.
    var trimmed: UnsafeRawBufferPointer {
        var range = 0..<count
        while let first = range.first, self[first] <= 0x20 { range.removeFirst() }
        while let last = range.last, self[last] <= 0x20 { range.removeLast() }
        return slice(range)
    }

    /// Returns where a literal first occurs at or after `start`. Case does not count.
    func firstOffset(of literal: StaticString, from start: Int) -> Int? {
        let length = literal.utf8CodeUnitCount
        guard start + length <= count else { return nil }
        return (start...count - length).first { offset in
            (0..<length).allSatisfy { self[offset + $0].lowercased == literal.utf8Start[$0].lowercased }
        }
    }

    /// Whether the bytes are the same as others. Looks at eight at a time.
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count, let base = baseAddress, let otherBase = other.baseAddress else {
            return count == other.count
        }
        var offset = 0
        while count &- offset >= 8 {
            let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if word != otherBase.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
            offset &+= 8
        }
        while offset < count, self[offset] == other[offset] { offset &+= 1 }
        return offset == count
    }

    /// Whether the bytes are exactly those of a literal.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        return equals(UnsafeRawBufferPointer(start: literal.utf8Start, count: count))
    }

    /// Whether the bytes begin with those of a literal.
    @inline(__always)
    func starts(with literal: StaticString) -> Bool {
        guard count >= literal.utf8CodeUnitCount else { return false }
        for index in 0..<literal.utf8CodeUnitCount where self[index] != literal.utf8Start[index] { return false }
        return true
    }
}

extension Int {
    /// Reads a number as servers write whole numbers: digits, or a fraction, which is cut off. `nil` for anything else.
    init?(wire bytes: UnsafeRawBufferPointer) {
        if (1...18).contains(bytes.count), bytes.allSatisfy(\.isDigit) {
            self = bytes.reduce(0) { $0 &* 10 &+ Int($1 - UInt8(ascii: "0")) }
            return
        }
        guard bytes.count < 64, let first = bytes.first, first == UInt8(ascii: "-") || first.isDigit else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if let number = Int(text) {
            self = number
        } else if let number = Double(text), number.magnitude < 0x1p62 {
            // Not `rounded(_:)`: it calls the C library's `trunc`, which nothing here links.
            self = Int(number)
        } else {
            return nil
        }
    }
}

extension UInt8 {
    /// Whether this is an ASCII digit.
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// The lower-case letter for an ASCII letter, else the byte itself.
    var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}

/// Returns a word whose lowest set bit is the top bit of the lowest byte that is zero; 0 if none is.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}
