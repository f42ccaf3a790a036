// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Recorded text as HTML: nothing in it is markup, steers the page, or is swallowed.
enum HTMLText {
    /// Text for between tags, and for attributes in double quotes.
    ///
    /// Characters that would act are shown in `<b>`: see ``VisibleCharacters``. A carriage return before a line feed is left
    /// out, as every parser of HTML does: https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
    static func content(_ text: String) -> String { escaped(text) { "<b>\($0)</b>" } }

    /// Text for attributes in double quotes, and for titles: without tags of any kind.
    static func plain(_ text: String) -> String { escaped(text) { $0 } }

    private static func escaped(_ text: String, showing: (String) -> String) -> String {
        guard text.utf8.contains(where: needsCare) else { return text }
        var html = String.UnicodeScalarView()
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if before == "\r", scalar != "\n" { html.append(showing("^M")) }
            before = scalar
            if scalar == "\r" { continue }
            if let entity = entity(for: scalar) {
                html.append(entity)
            } else if let mark = VisibleCharacters.mark(for: scalar) {
                html.append(showing(entities(mark)))
            } else {
                html.append(scalar)
            }
        }
        if before == "\r" { html.append(showing("^M")) }
        return String(html)
    }

    private static func needsCare(_ byte: UInt8) -> Bool {
        VisibleCharacters.mayNeedMark(byte) || "&<>\"'".utf8.contains(byte)
    }

    private static func entities(_ mark: String) -> String {
        mark.unicodeScalars.map { entity(for: $0) ?? String($0) }.joined()
    }

    private static func entity(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: nil
        }
    }
}
