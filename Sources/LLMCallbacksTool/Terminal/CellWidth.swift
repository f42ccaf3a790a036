// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How many cells of a terminal a text takes.
enum CellWidth {
    /// The cells of a text on one line, without control characters.
    static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The text, cut to a number of cells, with an ellipsis where something is left out.
    static func cut(_ text: String, to cells: Int) -> String {
        // A cell holds at least a byte.
        if text.utf8.count <= cells { return text }
        var cut = ""
        var used = 0
        for character in text {
            used += of(character)
            if used >= cells, of(text) > cells { return cells > 0 ? "\(cut)…" : "" }
            cut.append(character)
        }
        return cut
    }

    /// The cells of a character: two for wide scripts and emoji, none for a lone mark.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.contains("\u{FE0F}") { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(first.value) ? 2 : 1
        }
    }

    /// The blocks that hold wide characters: https://www.unicode.org/reports/tr11/
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2648...0x2653, 0x26A1,
            0x26AA...0x26AB,
            0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x2753...0x2755, 0x2795...0x2797, 0x2B1B...0x2B1C, 0x2B50,
            0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF,
            0x1B000...0x1B2FF, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F64F, 0x1F680...0x1F6FF,
            0x1F7E0...0x1F7EB, 0x1F90C...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
