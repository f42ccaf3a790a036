// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The piece at the end of a stream that more text may still change.
///
/// It may turn out to be two pieces: then it has a break, and its rest is counted by itself as well.
struct OpenPiece {
    private let vocabulary: Vocabulary
    private var memory: PieceMemory
    private var whole: PrefixLane
    private var rest: PrefixLane
    /// The tokens before the break, if there is one.
    private var countAtBreak: Int?
    /// The position behind the last byte. It does not begin at 0, so that there is always something to read before it.
    private var end: Int

    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        memory = PieceMemory(longestToken: vocabulary.merges.longestToken)
        end = memory.size
        whole = PrefixLane(base: 0, start: end)
        rest = PrefixLane(base: memory.size, start: end)
    }

    /// Copies what is shared with another value. To be called before a change.
    @inline(__always)
    mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&memory) { memory = PieceMemory(copying: memory) }
    }

    /// Its tokens if it is one piece.
    @inline(__always)
    var count: Int { whole.count }

    /// Its tokens if it ends at the break, and the rest is another piece; if it has none, those of one piece.
    @inline(__always)
    var countWithBreak: Int {
        guard let countAtBreak else { return whole.count }
        return countAtBreak + rest.count
    }

    /// The fewest tokens that its text can turn out to have.
    var lowerBound: Int {
        let one = whole.lowerBound(at: end, memory, vocabulary.merges.longestToken)
        guard let countAtBreak else { return one }
        return min(one, countAtBreak + rest.lowerBound(at: end, memory, vocabulary.merges.longestToken))
    }

    /// The scalars that are open: those after the break, if there is one.
    var openScalars: Int { countAtBreak == nil ? whole.scalars : rest.scalars }

    /// Whether it has a break.
    var hasBreak: Bool { countAtBreak != nil }

    /// Takes in a scalar.
    @inline(__always)
    mutating func append(_ scalar: StreamScalar) {
        whole.beginScalar()
        if countAtBreak != nil { rest.beginScalar() }
        var bytes = scalar.bytes
        for _ in 0..<scalar.length {
            let byte = UInt8(truncatingIfNeeded: bytes)
            memory.write(byte, at: end)
            bytes &>>= 8
            end += 1
            whole.extend(with: byte, to: end, memory, vocabulary)
            if countAtBreak != nil { rest.extend(with: byte, to: end, memory, vocabulary) }
        }
    }

    /// Sets the break here, instead of where it was.
    @inline(__always)
    mutating func setBreak() {
        countAtBreak = whole.count
        rest.restart(at: end, memory)
    }

    /// Takes the break away: the piece goes on beyond it.
    @inline(__always)
    mutating func removeBreak() { countAtBreak = nil }

    /// Ends the piece here and begins the next one; returns its tokens.
    @inline(__always)
    mutating func close() -> Int {
        let count = whole.count
        countAtBreak = nil
        whole.restart(at: end, memory)
        return count
    }

    /// Ends the piece at its break, if it has one: the rest is the next piece. Returns the tokens before the break.
    mutating func split() -> Int {
        guard let count = countAtBreak else { return 0 }
        countAtBreak = nil
        swap(&whole, &rest)
        return count
    }

    /// Ends the piece before its last scalar, with which the next one begins. Returns the tokens of what has ended, of both
    /// pieces if there was a break.
    mutating func closeBefore(_ scalar: StreamScalar) -> Int {
        let count = (countAtBreak ?? 0) + (countAtBreak == nil ? whole : rest).countBeforeScalar
        countAtBreak = nil
        end -= scalar.length
        whole.restart(at: end, memory)
        append(scalar)
        return count
    }
}
