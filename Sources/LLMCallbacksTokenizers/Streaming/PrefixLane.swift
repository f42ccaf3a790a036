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

    /// Takes in the byte before a position; it is in the memory.
    @inline(__always)
    mutating func extend(to end: Int, _ memory: PieceMemory, _ vocabulary: Vocabulary, _ suffixes: SuffixFilter) {
        let token = lastToken(at: end, memory, vocabulary, suffixes)
        let length = vocabulary.length(of: token)
        let mask = memory.size - 1
        let total = memory.counts[base | (end - length) & mask] &+ 1
        let before = memory.counts[base | (end - 1) & mask]
        memory.lastTokens[base | end & mask] = token
        memory.counts[base | end & mask] = total
        mergedCount += Int(Int32(bitPattern: total &- before))
        count = mergedCount
        if vocabulary.hasUnmergeable, mergedCount > 1, isToken(end, memory, vocabulary) { count = 1 }
    }

    /// The last token of the run up to a position.
    @inline(__always)
    private func lastToken(
        at end: Int,
        _ memory: PieceMemory,
        _ vocabulary: Vocabulary,
        _ suffixes: SuffixFilter
    ) -> UInt32 {
        let length = end - start
        let lastByte = UInt32(memory.bytes(before: end, count: 1).pointee)
        if length == 1 { return lastByte }
        let word = ByteKey.word(memory.bytes(before: end, count: 8))
        // Most beginnings of words are tokens.
        if length <= 8 {
            let key = ByteKey(endOf: word, length: length)
            if let token = vocabulary.token(key, bytes: memory.bytes(before: end, count: length)),
                vocabulary.isMergeable(token)
            {
                return token
            }
        }
        var candidates = noteLengths(upTo: min(length, vocabulary.longestToken), at: end, word, memory, suffixes)
        while candidates > 0 {
            candidates -= 1
            let candidate = memory.lengths[candidates]
            let bytes = memory.bytes(before: end, count: candidate)
            let key = ByteKey(bytes, count: candidate, hasRoom: true)
            guard let token = vocabulary.token(key, bytes: bytes), vocabulary.isMergeable(token) else { continue }
            if candidate == length { return token }
            let before = memory.lastTokens[base | (end - candidate) & (memory.size - 1)]
            if vocabulary.canFollow(before, token) { return token }
        }
        return lastByte
    }

    /// Notes the lengths from 2 on of the tokens that the text could end with; returns how many there are.
    @inline(__always)
    private func noteLengths(
        upTo longest: Int,
        at end: Int,
        _ lastWord: UInt64,
        _ memory: PieceMemory,
        _ suffixes: SuffixFilter
    ) -> Int {
        var candidates = 0
        var digest: UInt64 = 0
        var word = lastWord
        var done = 0
        while true {
            for length in 1...min(8, longest - done) {
                let ending = suffixes[ByteKey(digest: digest, endOf: word, count: length, length: done + length)]
                guard ending.isSuffix else { return candidates }
                if ending.isToken {
                    memory.lengths[candidates] = done + length
                    candidates += 1
                }
            }
            done += 8
            guard done < longest else { return candidates }
            digest = ByteKey.fold(digest, word)
            word = ByteKey.word(memory.bytes(before: end, count: done + 8))
        }
    }

    /// Whether all of the run is one token.
    private func isToken(_ end: Int, _ memory: PieceMemory, _ vocabulary: Vocabulary) -> Bool {
        let length = end - start
        guard length <= vocabulary.longestToken else { return false }
        let bytes = UnsafeBufferPointer(start: memory.bytes(before: end, count: length), count: length)
        return vocabulary.token(of: bytes, hasRoom: false) != nil
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
