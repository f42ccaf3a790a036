// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension MergeTable {
    /// The token that ends a text, when a byte was added to it.
    ///
    /// This plays the merges at the end of the text again. The new byte grows to the left, as long as it merges with what is
    /// before it. What that is changes with time: of the token that stands there in the end first the last byte, then the right
    /// part of its right part, and so on; each from the merge that makes it to the merge that takes it away. The first merge in
    /// time happens, and that is the one with the innermost of these. So the end of a text can be told from the last token of
    /// each of its beginnings alone, and the cost depends on how deep tokens are nested, not on the length of the text.
    ///
    /// - Parameters:
    ///   - byte: The new byte.
    ///   - length: The length of the text, the byte included.
    ///   - lastToken: Asked for the last token of the text without so many of its last bytes, which are as many as a token has
    ///     at most, and less than all.
    @inline(__always)
    func lastToken(
        adding byte: UInt8,
        length: Int,
        lastToken: (_ without: Int) -> UInt32
    ) -> (token: UInt32, length: Int) {
        var token = UInt32(byte)
        var parts = parts(of: token)
        while parts.length < length, parts.isRightPart {
            let merged = firstMerge(of: lastToken(parts.length), token)
            guard merged != PairTable.none else { break }
            token = merged
            parts = self.parts(of: merged)
        }
        return (token, parts.length)
    }

    /// The merge of a token with the first of what is before it that it merges with; none if there is none.
    @inline(__always)
    private func firstMerge(of before: UInt32, _ token: UInt32) -> UInt32 {
        var first = PairTable.none
        // When what is looked at is taken away; never, if it is what stands there in the end.
        var end = PairTable.none
        var neighbour = before
        while true {
            let parts = parts(of: neighbour)
            if parts.isLeftPart {
                let merged = pairs.merged(neighbour, token)
                // Of two equal merges the left one is made first.
                if merged < end { first = merged }
            }
            // What it was made of was gone when the token came to be.
            if neighbour < 256 || neighbour <= token { return first }
            end = neighbour
            neighbour = parts.right
        }
    }
}
