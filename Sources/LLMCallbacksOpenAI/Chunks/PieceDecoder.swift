// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Decodes the pieces of one text, one after the other.
///
/// A server that cuts between tokens may cut a pair of surrogate escapes (`\ud83d` | `\udca7`). The first half is held
/// back until the next piece. What has no other half, and bytes that are no valid UTF-8, become U+FFFD. An escape that
/// JSON does not know is text.
struct PieceDecoder {
    private var held: UInt16 = 0

    /// Decodes the next piece. May be empty.
    mutating func decode(_ text: JSONText) -> String {
        if !text.isEscaped {
            let piece = String(decoding: text.bytes, as: UTF8.self)
            return held == 0 || piece.isEmpty ? piece : flush() + piece
        }
        // No escape is shorter than what it stands for; before it all may come a half of the last piece.
        let capacity = text.bytes.count + (held == 0 ? 0 : 3)
        return String(unsafeUninitializedCapacity: capacity) { buffer in
            var output = UTF8Output(buffer)
            unescape(text.bytes, into: &output)
            return output.count
        }
    }

    /// Ends the text. Returns what stands for a half that was held back; empty if none was.
    mutating func flush() -> String {
        defer { held = 0 }
        return held == 0 ? "" : "\u{FFFD}"
    }

    private mutating func unescape(_ bytes: UnsafeRawBufferPointer, into output: inout UTF8Output) {
        var offset = 0
        while offset < bytes.count {
            let end = bytes.quoteOrBackslash(from: offset)
            if end > offset {
                flush(into: &output)
                output.append(bytes.slice(offset..<end))
            }
            guard bytes.count - end >= 2 else { break }
            offset = end + 2
            let escape = bytes[end + 1]
            if escape == UInt8(ascii: "u"), let unit = bytes.hexUnit(at: offset) {
                append(unit, to: &output)
                offset += 4
            } else {
                flush(into: &output)
                if let scalar = Self.scalar(ofEscape: escape) {
                    output.append(scalar: scalar)
                } else {
                    output.append(bytes.slice(end..<offset))
                }
            }
        }
    }

    private mutating func append(_ unit: UInt16, to output: inout UTF8Output) {
        if UTF16.isTrailSurrogate(unit), held != 0 {
            output.append(scalar: 0x1_0000 + (UInt32(held) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
            held = 0
            return
        }
        flush(into: &output)
        if UTF16.isLeadSurrogate(unit) {
            held = unit
        } else {
            output.append(scalar: UTF16.isTrailSurrogate(unit) ? 0xFFFD : UInt32(unit))
        }
    }

    private mutating func flush(into output: inout UTF8Output) {
        if held == 0 { return }
        output.append(scalar: 0xFFFD)
        held = 0
    }

    private static func scalar(ofEscape escape: UInt8) -> UInt32? {
        switch escape {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): UInt32(escape)
        default: nil
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Reads four hexadecimal digits.
    fileprivate func hexUnit(at offset: Int) -> UInt16? {
        guard count - offset >= 4 else { return nil }
        var unit: UInt16 = 0
        for byte in self[offset..<offset + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }
}
