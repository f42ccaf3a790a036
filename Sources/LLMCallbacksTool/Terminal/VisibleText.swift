// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksExport

/// Recorded text in a form that cannot drive a terminal: what would act on it is shown instead.
///
/// Control characters are shown with a caret (`^[` for escape, as `cat -v` has it), those above 127 and the ones that turn the
/// direction of text as `<U+202E>`: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
enum VisibleText {
    /// A text of several lines: line feeds and tabs stay; a carriage return before a line feed goes.
    static func lines(_ text: String) -> String {
        guard text.utf8.contains(where: isSuspect) else { return text }
        var visible = String.UnicodeScalarView()
        var hasReturn = false
        for scalar in text.unicodeScalars {
            if hasReturn, scalar != "\n" { visible.append("^M") }
            hasReturn = scalar == "\r"
            if hasReturn { continue }
            if scalar == "\n" || scalar == "\t" { visible.append(scalar) } else { append(scalar, to: &visible) }
        }
        if hasReturn { visible.append("^M") }
        return String(visible)
    }

    /// A text on one line: each stretch of white space becomes one space, and none is left at the ends.
    static func line(_ text: String) -> String {
        if isPlainLine(text) { return text }
        var visible = String.UnicodeScalarView()
        var isSpaceDue = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isSpaceDue = !visible.isEmpty
                continue
            }
            if isSpaceDue { visible.append(" ") }
            isSpaceDue = false
            append(scalar, to: &visible)
        }
        return String(visible)
    }

    /// JSON text that says the same, with escapes for what acts on a terminal. (Those below 32 have theirs already.)
    static func json(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 >= 0x7F }) else { return text }
        var visible: [UInt8] = []
        visible.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if isHidden(scalar), scalar.value >= 0x7F {
                visible += "\\u\(hexadecimal(scalar).lowercased())".utf8
            } else if let bytes = UTF8.encode(scalar) {
                visible.append(contentsOf: bytes)
            }
        }
        return visible
    }

    /// Whether a byte can be part of something that is not shown as it is: a control character, or no ASCII.
    private static func isSuspect(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") || byte >= 0x7F
    }

    /// Whether a text is one line of ASCII that needs no change: most are.
    private static func isPlainLine(_ text: String) -> Bool {
        var isAfterSpace = true
        for byte in text.utf8 {
            guard byte > 0x20 || byte == 0x20 && !isAfterSpace, byte < 0x7F else { return false }
            isAfterSpace = byte == 0x20
        }
        return !isAfterSpace || text.isEmpty
    }

    private static func append(_ scalar: Unicode.Scalar, to visible: inout String.UnicodeScalarView) {
        if !isHidden(scalar) {
            visible.append(scalar)
        } else if scalar.value < 0x80 {
            visible.append("^")
            visible.append(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))
        } else {
            visible.append("<U+\(hexadecimal(scalar))>")
        }
    }

    /// Whether a character acts on a terminal, and does not show itself.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
