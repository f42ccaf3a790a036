// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The tokens of every beginning of a run of bytes, as far as they matter for what comes: its number, and its last token.
///
/// The last token of a text is the one token that ends it and can follow the last token of what is before it. So one byte
/// more costs a look at the tokens that the text could end with, whatever its length.
struct PrefixLane {
    /// Which half of the memory is this lane's: 0 or the size of a half.
    private let base: Int
    /// The position where the run begins.
    private(set) var start: Int
    /// The tokens of the run so far, as if it ended here.
    private(set) var count = 0
    /// The same before the last scalar.
    private(set) var countBeforeScalar = 0
    /// The scalars of the run.
    private(set) var scalars = 0
    /// The tokens of the run, but for the case that all of it is a token that no merge makes.
    private var mergedCount = 0

    init(base: Int, start: Int) {
        self.base = base
        self.start = start
    }

    /// Begins anew, with nothing, at a position.
    @inline(__always)
    mutating func restart(at position: Int, _ memory: PieceMemory) {
        start = position
        count = 0
        countBeforeScalar = 0
        scalars = 0
        mergedCount = 0
        memory.counts[base | position & (memory.size - 1)] = 0
    }

    /// Takes note that a scalar follows.
    @inline(__always)
    mutating func beginScalar() {
        countBeforeScalar = count
        scalars += 1
    }

    /// Takes in a byte; it is in the memory, before the position that is given.
    @inline(__always)
    mutating func extend(with byte: UInt8, to end: Int, _ memory: PieceMemory, _ vocabulary: Vocabulary) {
        let mask = memory.size - 1
        let (token, length) = vocabulary.merges.lastToken(adding: byte, length: end - start) { without in
            memory.lastTokens[base | (end - without) & mask]
        }
        let total = memory.counts[base | (end - length) & mask] &+ 1
        let before = memory.counts[base | (end - 1) & mask]
        memory.lastTokens[base | end & mask] = token
        memory.counts[base | end & mask] = total
        mergedCount += Int(Int32(bitPattern: total &- before))
        count = mergedCount
        if !vocabulary.unmergeable.isEmpty, mergedCount > 1, isToken(end, memory, vocabulary) { count = 1 }
    }

    /// Whether all of the run is one token.
    private func isToken(_ end: Int, _ memory: PieceMemory, _ vocabulary: Vocabulary) -> Bool {
        let length = end - start
        guard length <= vocabulary.merges.longestToken else { return false }
        let bytes = UnsafeBufferPointer(start: memory.bytes(before: end, count: length), count: length)
        return vocabulary.spellings.token(of: bytes, hasRoom: false) != nil
    }

    /// The fewest tokens that the run can have at its end, whatever follows before it.
    ///
    /// A token of the whole run ends at a position that is less than the longest token before this one, or here; and what is
    /// before the end of a token has the tokens that it has by itself.
    func lowerBound(at end: Int, _ memory: PieceMemory, _ longestToken: Int) -> Int {
        guard end - start >= longestToken else { return min(count, 1) }
        let mask = memory.size - 1
        let here = memory.counts[base | end & mask]
        var fewest: Int32 = 0
        for position in end - longestToken + 1..<end {
            fewest = min(fewest, Int32(bitPattern: memory.counts[base | position & mask] &- here) + 1)
        }
        return count + Int(fewest)
    }
}
