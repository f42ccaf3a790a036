// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The tokens of an encoding, and how they are made: what is known without a pattern and without special tokens.
///
/// Inside, a token is known by a number: those of one byte by that byte, the others from 256 on in the order of their ranks.
/// So of two merges the one with the lower number comes first, whatever the ranks of the bytes are.
final class Vocabulary: @unchecked Sendable {
    // Sendable: after its initialiser nothing is written, but for the spellings, which are set once, and atomically.

    /// How many bytes are encoded by merges alone before the spellings are made: a program that counts a few words has its
    /// answer before they were ready.
    private static let bytesBeforeSpellings = 256 * 1024

    let merges: MergeTable
    let ranks: RankTable
    /// The bytes of tokens that no merge makes, which stand only where a piece is that token and nothing else.
    let unmergeable: [UInt32: [UInt8]]
    private let spelled = AtomicLazyReference<TokenSpellings>()
    private let bytesSoFar = Atomic<Int>(0)

    init(_ merges: MergeTable, ranks: RankTable, unmergeable: [UInt32: [UInt8]] = [:]) {
        self.merges = merges
        self.ranks = ranks
        self.unmergeable = unmergeable
    }

    /// The bytes of all tokens; made when they are first asked for.
    var spellings: TokenSpellings {
        // Two threads may make them at the same time: then one of both is kept.
        spelled.load() ?? spelled.storeIfNil(TokenSpellings(self))
    }

    /// The bytes of all tokens, if they are there, are needed, or are worth making by now.
    ///
    /// - Parameter byteCount: The length of the text that is going to be encoded.
    func spellings(forBytes byteCount: Int) -> TokenSpellings? {
        if let spelled = spelled.load() { return spelled }
        if unmergeable.isEmpty, byteCount < Self.bytesBeforeSpellings,
            bytesSoFar.add(byteCount, ordering: .relaxed).newValue < Self.bytesBeforeSpellings
        {
            return nil
        }
        return spellings
    }
}
