// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Merges the bytes of one piece to tokens: always the pair of neighbours that makes the lowest rank, the leftmost first.
struct PieceMerger {
    /// Pieces up to this length are merged in place, in time of their length squared; longer ones with a heap.
    private static let shortLength = 128

    let vocabulary: Vocabulary

    /// Hands over the tokens of a piece; they are valid during the call.
    @inline(__always)
    func withTokens<Result>(
        of piece: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt32>) -> Result
    ) -> Result {
        if piece.count > Self.shortLength {
            var long = LongPieceMerger(piece, vocabulary.pairs)
            return long.merge().withUnsafeBufferPointer(body)
        }
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { memory in
            let tokens = UnsafeMutableBufferPointer(rebasing: memory[..<128])
            let merges = UnsafeMutableBufferPointer(rebasing: memory[128...])
            let count = merge(piece, tokens, merges)
            return body(UnsafeBufferPointer(rebasing: tokens[..<count]))
        }
    }

    /// Merges, and returns how many tokens are left at the beginning of their memory.
    ///
    /// - Parameter merges: For each token what it makes with the next one.
    private func merge(
        _ piece: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeMutableBufferPointer<UInt32>,
        _ merges: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        let pairs = vocabulary.pairs
        var count = piece.count
        for index in 0..<count { tokens[index] = UInt32(piece[index]) }
        for index in 0..<count - 1 { merges[index] = pairs.merged(tokens[index], tokens[index + 1]) ?? .max }
        while count > 1 {
            var best = UInt32.max
            var place = 0
            for index in 0..<count - 1 where merges[index] < best {
                best = merges[index]
                place = index
            }
            if best == .max { break }
            tokens[place] = best
            count -= 1
            for index in place + 1..<max(count, place + 1) { tokens[index] = tokens[index + 1] }
            for index in place..<max(count - 1, place) { merges[index] = merges[index + 1] }
            if place < count - 1 { merges[place] = pairs.merged(best, tokens[place + 1]) ?? .max }
            if place > 0 { merges[place - 1] = pairs.merged(tokens[place - 1], best) ?? .max }
        }
        return count
    }
}
