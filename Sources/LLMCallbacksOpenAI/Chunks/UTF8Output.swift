// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Writes UTF-8 into memory of a fixed size. What finds no room is left out.
struct UTF8Output {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes were written.
    private(set) var count = 0

    /// Begins at the start of the memory, which must outlive this.
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    /// Copies bytes.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress, let source = bytes.baseAddress, bytes.count <= buffer.count - count
        else { return }
        UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Encodes a Unicode scalar value; the caller sees to it that it is one.
    mutating func append(scalar value: UInt32) {
        switch value {
        case 0..<0x80:
            append(UInt8(value))
        case 0x80..<0x800:
            append(UInt8(0xC0 | value >> 6))
            append(continuation: value)
        case 0x800..<0x1_0000:
            append(UInt8(0xE0 | value >> 12))
            append(continuation: value >> 6)
            append(continuation: value)
        default:
            append(UInt8(0xF0 | (value >> 18 & 0x07)))
            append(continuation: value >> 12)
            append(continuation: value >> 6)
            append(continuation: value)
        }
    }

    private mutating func append(continuation bits: UInt32) { append(UInt8(0x80 | bits & 0x3F)) }

    private mutating func append(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer[count] = byte
        count += 1
    }
}
