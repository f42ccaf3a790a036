// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Characters that would act instead of being seen: control characters, and those that turn the direction of text.
///
/// https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
enum VisibleCharacters {
    /// How a character is shown instead; `nil` if it may stand as it is. Line feeds and tabs may.
    static func mark(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x09, 0x0A: return nil
        case 0x00..<0x20, 0x7F: return "^\(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))"
        case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "<U+\(String(repeating: "0", count: 4 - digits.count))\(digits)>"
        default: return nil
        }
    }

    /// Whether a byte of UTF-8 can belong to such a character. Nearly all text has none, and is done with one look at it.
    static func mayNeedMark(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") || byte == 0x7F || byte == 0xC2
            || byte == 0xD8 || byte == 0xE2
    }

    /// The text with every such character shown: `^[` for escape.
    static func carets(_ text: String) -> String {
        guard text.utf8.contains(where: mayNeedMark) else { return text }
        var visible = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let mark = mark(for: scalar) {
                visible.append(mark)
            } else {
                visible.append(scalar)
            }
        }
        return String(visible)
    }
}
