// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// All rules of a redaction, ready to be matched byte by byte. Made once and shared.
final class RedactionAutomaton: Sendable {
    /// One byte of some rule.
    struct Place: Sendable {
        let bytes: ByteSet
        /// The places that may follow.
        let following: [Int32]
        /// The rule, if a match may end here; else -1.
        let match: Int32
    }

    let places: [Place]
    /// By byte: where a match may begin with it.
    let starts: [[Int32]]
    /// As above, where no word has begun before it.
    let wordStarts: [[Int32]]
    /// By byte: whether a match may begin with it at all.
    let canStart: ByteSet
    /// By rule: what stands in its place.
    let markers: [[UInt8]]

    /// - Parameter rules: Each was found to be an expression when it was made.
    init(_ rules: [RedactionRule]) {
        var builder = PatternBuilder()
        for (number, rule) in rules.enumerated() {
            for pattern in rule.patterns { try? builder.add(pattern, rule: number) }
        }
        places = builder.places.map { place in
            Place(
                bytes: place.bytes,
                following: Set(place.following).sorted().map(Int32.init),
                match: place.isLast ? Int32(place.rule) : -1
            )
        }
        var starts = [[Int32]](repeating: [], count: 256)
        var wordStarts = starts
        var canStart = ByteSet()
        for first in builder.firsts {
            for byte in UInt8.min...UInt8.max where builder.places[first.place].bytes.contains(byte) {
                canStart.insert(byte)
                wordStarts[Int(byte)].append(Int32(first.place))
                if !first.beginsWord { starts[Int(byte)].append(Int32(first.place)) }
            }
        }
        self.starts = starts
        self.wordStarts = wordStarts
        self.canStart = canStart
        markers = rules.map { Array("[redacted: \($0.name)]".utf8) }
    }
}
