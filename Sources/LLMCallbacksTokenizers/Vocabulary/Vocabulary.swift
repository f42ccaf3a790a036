// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The tokens of an encoding, and how they are made: what is known without a pattern and without special tokens.
///
/// Inside, a token is known by a number: those of one byte by that byte, the others from 256 on in the order of their ranks.
/// So of two merges the one with the lower number comes first, whatever the ranks of the bytes are.
final class Vocabulary: @unchecked Sendable {
    // Sendable: after its initialiser nothing is written.

    /// All bytes of all tokens, and eight more that can be read.
    private let bytes: ZeroedMemory<UInt8>
    /// Where each token's bytes begin, and where the last one's end.
    private let starts: ZeroedMemory<UInt32>
    /// The two tokens that each one is the merge of, left in the upper half; zero for those that no merge makes.
    private let parts: ZeroedMemory<UInt64>
    private let tokens: TokenTable
    let pairs: PairTable
    let ranks: RankTable
    let count: Int
    let longestToken: Int
    /// Whether there are tokens that no merge makes, which stand only where a piece is that token and nothing else.
    let hasUnmergeable: Bool
    let suffixes = Once<SuffixFilter>()

    init(_ builder: VocabularyBuilder) {
        bytes = builder.bytes
        starts = builder.starts
        parts = builder.parts
        tokens = builder.tokens
        pairs = builder.pairs
        ranks = builder.ranks
        count = builder.count
        longestToken = builder.longestToken
        hasUnmergeable = builder.hasUnmergeable
    }

    deinit {
        bytes.deallocate()
        starts.deallocate()
        parts.deallocate()
        tokens.deallocate()
        pairs.deallocate()
    }

    /// The bytes of a token.
    @inline(__always)
    func bytes(of token: UInt32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(starts[Int(token)])
        return UnsafeBufferPointer(start: bytes.pointer(at: start), count: Int(starts[Int(token) + 1]) - start)
    }

    /// The number of bytes of a token.
    @inline(__always)
    func length(of token: UInt32) -> Int { Int(starts[Int(token) + 1]) - Int(starts[Int(token)]) }

    /// The tokens that a token is the merge of. Not for tokens of one byte.
    @inline(__always)
    func left(of token: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: parts[Int(token)] &>> 32) }

    @inline(__always)
    func right(of token: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: parts[Int(token)]) }

    /// Whether a merge makes the token, or it is one byte.
    @inline(__always)
    func isMergeable(_ token: UInt32) -> Bool { !hasUnmergeable || token < 256 || parts[Int(token)] != 0 }

    /// The token that is exactly these bytes.
    ///
    /// - Parameter hasRoom: Whether eight bytes from the first on can be read.
    @inline(__always)
    func token(of piece: UnsafeBufferPointer<UInt8>, hasRoom: Bool) -> UInt32? {
        guard let first = piece.baseAddress, piece.count <= longestToken else { return nil }
        if piece.count == 1 { return UInt32(first.pointee) }
        return token(ByteKey(first, count: piece.count, hasRoom: hasRoom), bytes: first)
    }

    /// The token that has these bytes and this key.
    @inline(__always)
    func token(_ key: ByteKey, bytes piece: UnsafePointer<UInt8>) -> UInt32? {
        tokens.find(key) { token in bytes(of: token).elementsEqual(UnsafeBufferPointer(start: piece, count: key.length))
        }
    }
}
