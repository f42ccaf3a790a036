// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Makes scalars of UTF-8 that comes byte by byte. What is none becomes U+FFFD, one for each maximal part of a scalar.
///
/// https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G66453
struct ScalarAssembler {
    /// The bytes of a scalar that is not complete, the first one lowest.
    private var bytes: UInt32 = 0
    private var count = 0
    /// The number of bytes that the scalar needs.
    private var length = 0
    /// What the next byte has to be.
    private var next: ClosedRange<UInt8> = 0x80...0xBF
    private let classes = ScalarClassTable.embedded

    /// Whether there are bytes of a scalar that is not complete.
    var isInside: Bool { count > 0 }

    /// Takes in a byte, and hands over what is complete: nothing, one scalar, or two if the first one was broken.
    @inline(__always)
    mutating func append(_ byte: UInt8, _ body: (StreamScalar) -> Void) {
        if count == 0, byte < 0x80 { return body(StreamScalar(ascii: byte, classes)) }
        appendLong(byte, body)
    }

    private mutating func appendLong(_ byte: UInt8, _ body: (StreamScalar) -> Void) {
        guard count > 0 else { return begin(byte, body) }
        guard next.contains(byte) else {
            finish(body)
            return begin(byte, body)
        }
        bytes |= UInt32(byte) &<< UInt32(8 * count)
        count += 1
        next = 0x80...0xBF
        if count == length {
            count = 0
            body(StreamScalar(bytes: bytes, length: length, classes))
        }
    }

    private mutating func begin(_ byte: UInt8, _ body: (StreamScalar) -> Void) {
        switch byte {
        case ..<0x80: return body(StreamScalar(ascii: byte, classes))
        case 0xC2...0xDF: (length, next) = (2, 0x80...0xBF)
        case 0xE0: (length, next) = (3, 0xA0...0xBF)
        case 0xED: (length, next) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, next) = (3, 0x80...0xBF)
        case 0xF0: (length, next) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, next) = (4, 0x80...0xBF)
        case 0xF4: (length, next) = (4, 0x80...0x8F)
        default: return body(.replacement)
        }
        bytes = UInt32(byte)
        count = 1
    }

    /// Ends the text: bytes of a scalar that is not complete are U+FFFD.
    mutating func finish(_ body: (StreamScalar) -> Void) {
        guard count > 0 else { return }
        count = 0
        body(.replacement)
    }
}
