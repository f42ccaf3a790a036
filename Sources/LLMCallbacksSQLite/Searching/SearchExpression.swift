// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Words that people typed, as an expression that full-text search takes, and what must be checked besides.
struct SearchExpression: Hashable {
    /// The expression; `nil` where full-text search can find none of the words.
    let expression: String?
    /// What must stand in the text just so, but for case: words of which the index keeps only parts.
    let literals: [String]

    init(_ text: String) {
        var terms: [String] = []
        var literals: [String] = []
        for term in Self.terms(text) {
            if term.isIndexed {
                let quoted = term.text.split(separator: "\"", omittingEmptySubsequences: false).joined(
                    separator: "\"\""
                )
                terms.append("\"\(quoted)\"\(term.isPrefix ? "*" : "")")
            }
            if term.needsCheck { literals.append(term.text) }
        }
        expression = terms.isEmpty ? nil : terms.joined(separator: " ")
        self.literals = literals
    }

    private struct Term {
        let text: String
        let isPrefix: Bool

        /// Whether the index can find it: it keeps letters and digits, parted by what stands between.
        var isIndexed: Bool { text.unicodeScalars.contains(where: Self.isKept) && !isUnspaced }

        /// Whether it has something that the index leaves out, or cannot find within a longer word.
        var needsCheck: Bool {
            isUnspaced || text.unicodeScalars.contains { !Self.isKept($0) && !$0.properties.isWhitespace }
        }

        /// Scripts that put no spaces between words: the index takes a whole sentence for one word.
        private var isUnspaced: Bool {
            text.unicodeScalars.contains { scalar in
                switch scalar.value {
                case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
                    0xF900...0xFAFF,
                    0x20000...0x3FFFF:
                    true
                default: false
                }
            }
        }

        private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
                .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    /// Parts the text at white space, but not between quotes.
    private static func terms(_ text: String) -> [Term] {
        var terms: [Term] = []
        var word = ""
        var isQuoted = false
        func end(isPhrase: Bool) -> Term? {
            let isPrefix = !isPhrase && word.count > 1 && word.hasSuffix("*")
            let text = isPrefix ? String(word.dropLast()) : word
            return text.isEmpty ? nil : Term(text: text, isPrefix: isPrefix)
        }
        for character in text {
            if character == "\"" {
                if let term = end(isPhrase: isQuoted) { terms.append(term) }
                word = ""
                isQuoted.toggle()
            } else if character.isWhitespace, !isQuoted {
                if let term = end(isPhrase: false) { terms.append(term) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if let term = end(isPhrase: isQuoted) { terms.append(term) }
        return terms
    }
}
