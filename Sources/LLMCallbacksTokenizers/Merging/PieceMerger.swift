// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Merges the bytes of one piece to tokens: always the pair of neighbours that makes the lowest rank, the leftmost first. Linear
/// in the length of the piece.
struct PieceMerger {
    let merges: MergeTable

    /// The number of tokens of a piece.
    @inline(__always)
    func count(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
        withLastTokens(piece) { lastTokens in
            var count = 0
            var end = piece.count
            while end > 0 {
                end -= merges.parts(of: lastTokens[end - 1]).length
                count += 1
            }
            return count
        }
    }

    /// Hands over the tokens of a piece, the last one first.
    @inline(__always)
    func forEachTokenBackwards(of piece: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
        withLastTokens(piece) { lastTokens in
            var end = piece.count
            while end > 0 {
                let token = lastTokens[end - 1]
                body(token)
                end -= merges.parts(of: token).length
            }
        }
    }

    /// Hands over, for each byte, the last token of the piece up to it; valid during the call.
    @inline(__always)
    private func withLastTokens<Result>(
        _ piece: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeMutableBufferPointer<UInt32>) -> Result
    ) -> Result {
        // Of the stack where the piece is short.
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: piece.count) { lastTokens in
            for (index, byte) in piece.enumerated() {
                let last = merges.lastToken(adding: byte, length: index + 1) { lastTokens[index - $0] }
                lastTokens[index] = last.token
            }
            return body(lastTokens)
        }
    }
}
