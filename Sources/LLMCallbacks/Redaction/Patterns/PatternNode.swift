// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An expression over bytes.
indirect enum PatternNode: Sendable {
    /// One byte of a set.
    case byte(ByteSet)
    /// One after the other.
    case sequence([PatternNode])
    /// One of these.
    case choice([PatternNode])
    /// So many times; without a greatest number, as often as it comes.
    case repeated(PatternNode, least: Int, most: Int?)
}

extension PatternNode {
    /// This very text.
    static func text(_ text: String) -> PatternNode { .sequence(text.utf8.map { .byte(ByteSet([$0])) }) }

    /// One character beyond ASCII, in UTF-8 (RFC 3629, section 4).
    static let beyondASCII: PatternNode = {
        let rest = PatternNode.byte(ByteSet(0x80...0xBF))
        return .choice([
            .sequence([.byte(ByteSet(0xC2...0xDF)), rest]),
            .sequence([.byte(ByteSet(0xE0...0xEF)), rest, rest]),
            .sequence([.byte(ByteSet(0xF0...0xF4)), rest, rest, rest]),
        ])
    }()

    /// This text as it is, or with characters written as JSON strings may have them: `"` as `\"`, `é` as `\u00e9`.
    static func textOrJSON(_ text: some Sequence<Unicode.Scalar>) -> PatternNode {
        .sequence(
            text.map { scalar in
                let plain = PatternNode.text(String(scalar))
                let escapes = jsonEscapes(of: scalar)
                return escapes.isEmpty ? plain : .choice([plain] + escapes)
            }
        )
    }

    /// How a JSON string may write a character, besides as it is (RFC 8259, section 7). Letters and digits of ASCII are always
    /// as they are: no writer escapes them.
    private static func jsonEscapes(of scalar: Unicode.Scalar) -> [PatternNode] {
        if scalar.isASCII, ByteSet.word.contains(UInt8(scalar.value)) { return [] }
        let units = String(scalar).utf16.map { unit -> PatternNode in
            let digits = String(unit, radix: 16)
            let padded = String(repeating: "0", count: 4 - digits.count) + digits
            return .sequence([.text("\\u")] + padded.utf8.map { .byte(ByteSet([$0]).ignoringCase) })
        }
        let short = shortEscapes[scalar].map { [PatternNode.text("\\\($0)")] } ?? []
        return short + [.sequence(units)]
    }

    private static let shortEscapes: [Unicode.Scalar: String] = [
        "\"": "\"", "\\": "\\", "/": "/", "\u{8}": "b", "\u{C}": "f", "\n": "n", "\r": "r", "\t": "t",
    ]
}
