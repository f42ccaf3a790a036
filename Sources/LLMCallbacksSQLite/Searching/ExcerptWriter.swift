// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Cuts a stretch of words out of a text, in parts: what was found, and what stands around it. It is told of each word in turn.
struct ExcerptWriter {
    /// The parts so far: bytes of the text, or that some of it was left out.
    private(set) var parts: [(bytes: Range<Int>?, isMatch: Bool)] = []
    private let window: Range<Int>
    private var marks: ArraySlice<Range<Int>>
    private var word = 0
    /// The bytes before are in the parts.
    private var offset = 0

    /// - Parameters:
    ///   - window: The stretch, in words.
    ///   - marks: What was found, in words; in order, and no two overlap.
    init(_ window: Range<Int>, marks: [Range<Int>]) {
        self.window = window
        self.marks = marks.drop { $0.lowerBound < window.lowerBound }
        if window.lowerBound > 0 { parts.append((nil, false)) }
    }

    /// Whether it needs no more words.
    var isFull: Bool { word >= window.upperBound }

    /// Takes the next word of the text.
    mutating func append(_ bytes: Range<Int>) {
        defer { word += 1 }
        guard window.contains(word) else { return }
        if word == window.lowerBound, word > 0 { offset = bytes.lowerBound }
        let isLast = word == window.upperBound - 1
        guard let mark = marks.first, mark.lowerBound <= word else {
            if isLast { cut(to: bytes.upperBound, isMatch: false) }
            return
        }
        if mark.lowerBound == word { cut(to: bytes.lowerBound, isMatch: false) }
        guard isLast || mark.upperBound == word + 1 else { return }
        cut(to: bytes.upperBound, isMatch: true)
        marks.removeFirst()
    }

    /// Ends the excerpt, of a text of so many bytes.
    mutating func end(at byteCount: Int, hasFurtherWords: Bool) {
        if hasFurtherWords { parts.append((nil, false)) } else { cut(to: byteCount, isMatch: false) }
    }

    private mutating func cut(to end: Int, isMatch: Bool) {
        guard end > offset else { return }
        parts.append((offset..<end, isMatch))
        offset = end
    }
}
