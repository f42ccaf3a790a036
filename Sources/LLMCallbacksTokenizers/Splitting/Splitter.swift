// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Finds the pieces of a text that is there as a whole.
///
/// It looks at scalars, never at characters: to Swift CR LF is one character, and to the patterns it is two scalars.
struct Splitter {
    let pattern: SplitPattern
    /// The text: valid UTF-8.
    let text: UnsafeBufferPointer<UInt8>
    private let classes = ScalarClassTable.embedded

    init(_ pattern: SplitPattern, _ text: UnsafeBufferPointer<UInt8>) {
        self.pattern = pattern
        self.text = text
    }

    /// A scalar of the text.
    struct Scalar {
        let value: UInt32
        let length: Int
        let kind: ScalarClass
    }

    /// The scalar that begins at an index.
    @inline(__always)
    func scalar(at index: Int) -> Scalar {
        let lead = text[index]
        if lead < 0x80 { return Scalar(value: UInt32(lead), length: 1, kind: classes[ascii: lead]) }
        return longScalar(at: index, lead: UInt32(lead))
    }

    private func longScalar(at index: Int, lead: UInt32) -> Scalar {
        func bits(_ offset: Int) -> UInt32 { UInt32(text[index + offset] & 0x3F) }
        let value: UInt32
        let length: Int
        switch lead {
        case ..<0xE0: (value, length) = ((lead & 0x1F) << 6 | bits(1), 2)
        case ..<0xF0: (value, length) = ((lead & 0x0F) << 12 | bits(1) << 6 | bits(2), 3)
        default: (value, length) = ((lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3), 4)
        }
        return Scalar(value: value, length: length, kind: classes[value])
    }

    /// Where the piece ends that begins at an index of the text; linear in its length.
    func pieceEnd(from start: Int) -> Int {
        let first = scalar(at: start)
        switch first.kind {
        case .upper, .lower, .caseless: return wordEnd(from: start)
        case .mark where pattern.words == .cased: return wordEnd(from: start)
        case .number: return numberEnd(from: start)
        case .newline: return spaceEnd(from: start)
        case .other, .mark, .space: return endOfPrefixed(first, from: start)
        }
    }

    /// The end of a piece whose first scalar may stand before a word, signs or digits.
    private func endOfPrefixed(_ first: Scalar, from start: Int) -> Int {
        if first.value == Contraction.apostrophe, let end = endOfOwnContraction(from: start) { return end }
        let next = start + first.length
        guard next < text.count else { return next }
        let second = scalar(at: next)
        let isSpace = first.value == 0x20
        if pattern.beginsWord(second.kind), pattern.wordPrefix == .any || isSpace { return wordEnd(from: next) }
        if first.kind.isSign { return signsEnd(from: next) }
        if isSpace, second.kind.isSign { return signsEnd(from: next) }
        if isSpace, pattern.digitsTakeSpace, second.kind == .number { return numberEnd(from: next) }
        return spaceEnd(from: start)
    }

    private func numberEnd(from start: Int) -> Int {
        var index = start
        var digits = 0
        while index < text.count, digits < pattern.digits {
            let scalar = scalar(at: index)
            guard scalar.kind == .number else { break }
            index += scalar.length
            digits += 1
        }
        return index
    }

    private func signsEnd(from start: Int) -> Int {
        var index = start
        while index < text.count {
            let scalar = scalar(at: index)
            guard scalar.kind.isSign else { break }
            index += scalar.length
        }
        while index < text.count, pattern.isInSignTail(text[index]) { index += 1 }
        return index
    }

    /// The end of a piece of white space: of a whole run, or of its beginning.
    private func spaceEnd(from start: Int) -> Int {
        var index = start
        var lastScalar = start
        var lastNewlineEnd: Int?
        while index < text.count {
            let scalar = scalar(at: index)
            guard scalar.kind.isWhitespace else { break }
            lastScalar = index
            index += scalar.length
            if scalar.kind == .newline { lastNewlineEnd = index }
        }
        if index == text.count, pattern.joinsSpaceAtEnd { return index }
        if pattern.endsSpaceAtNewline, let lastNewlineEnd { return lastNewlineEnd }
        // The last scalar leaves with what follows, unless it is alone.
        return index == text.count || lastScalar == start ? index : lastScalar
    }
}
