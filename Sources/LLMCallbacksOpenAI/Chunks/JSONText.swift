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

    /// Returns whether this is the text of a string. Escapes are not resolved: text that has some equals nothing.
    func equals(_ string: String) -> Bool { !isEscaped && bytes.elementsEqual(string.utf8) }

    /// Lets literals be the cases of a `switch` over a member's name.
    @inline(__always)
    static func ~= (literal: StaticString, text: JSONText) -> Bool { text.bytes.equals(literal) }
}
