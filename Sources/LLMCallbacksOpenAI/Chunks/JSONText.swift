// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A string of a JSON text where it lies, without its quotes and not decoded yet.
struct JSONText {
    /// The bytes between the quotes.
    let bytes: UnsafeRawBufferPointer
    /// Whether there are escapes among them.
    let isEscaped: Bool

    /// Whether the string has no characters.
    var isEmpty: Bool { bytes.isEmpty }

    /// The string. Lone surrogates and invalid bytes become U+FFFD.
    var string: String {
        var pieces = PieceDecoder()
        var string = pieces.decode(self)
        string += pieces.flush()
        return string
    }

    /// Returns whether this is the text of a string.
    func equals(_ string: String) -> Bool { isEscaped ? self.string == string : bytes.elementsEqual(string.utf8) }

    /// Lets literals be the cases of a `switch` over a member's name.
    @inline(__always)
    static func ~= (literal: StaticString, text: JSONText) -> Bool {
        text.isEscaped ? text.unescapedEquals(literal) : text.bytes.equals(literal)
    }

    @inline(never)
    private func unescapedEquals(_ literal: StaticString) -> Bool {
        string.utf8.elementsEqual(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
