// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Appends text with quotes around it.
    mutating func appendString(_ text: String) {
        append(UInt8(ascii: "\""))
        // A bridged Cocoa string has no contiguous UTF-8; copying it makes it native.
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
        if isDone == nil {
            var native = text
            native.withUTF8 { appendEscaped($0) }
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends stretches that need no escape as they are: nearly all text is one such stretch.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for place in text.indices where Self.needsEscape(text[place]) {
            append(text[start..<place])
            appendEscape(text[place])
            start = place + 1
        }
        append(text[start...])
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            append((byte < 0x10 ? "u000" : "u001").utf8)
            append(String(byte & 0xF, radix: 16).utf8)
        default: append(byte)
        }
    }
}
