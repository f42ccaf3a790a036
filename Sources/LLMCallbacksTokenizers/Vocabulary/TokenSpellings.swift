// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The bytes of all tokens, and a table of tokens by their bytes: most pieces of a text are a token, which one look shows.
final class TokenSpellings: @unchecked Sendable {
    // Sendable: after its initialiser nothing is written.

    private let memory: MemoryArena
    /// All bytes of all tokens, and eight more that can be read.
    private let bytes: ZeroedMemory<UInt8>
    /// Where each token's bytes begin, and where the last one's end.
    private let starts: ZeroedMemory<UInt32>
    private let tokens: TokenTable
    private let longestToken: Int

    init(_ vocabulary: Vocabulary) {
        let merges = vocabulary.merges
        let count = merges.count
        let byteCount = merges.byteCount
        memory = MemoryArena(
            for: byteCount + 8,
            MemoryArena.size(of: count + 1, UInt32.self),
            TokenTable.size(of: count)
        )
        bytes = memory.take(byteCount + 8)
        starts = memory.take(count + 1)
        tokens = TokenTable(count: count, in: memory)
        longestToken = merges.longestToken
        var end = 0
        for token in 0..<count {
            end += merges.parts(of: UInt32(truncatingIfNeeded: token)).length
            starts[token + 1] = UInt32(truncatingIfNeeded: end)
        }
        for token in 0..<UInt32(truncatingIfNeeded: count) { spell(token, vocabulary) }
    }

    private func spell(_ token: UInt32, _ vocabulary: Vocabulary) {
        let start = Int(starts[Int(token)])
        let length = Int(starts[Int(token) + 1]) - start
        if token < 256 {
            bytes[start] = UInt8(truncatingIfNeeded: token)
        } else if let spelling = vocabulary.unmergeable[token] {
            for (offset, byte) in spelling.enumerated() { bytes[start + offset] = byte }
        } else {
            let parts = vocabulary.merges.parts(of: token)
            copy(parts.left, to: start)
            copy(parts.right, to: start + vocabulary.merges.parts(of: parts.left).length)
        }
        tokens.insert(token, ByteKey(bytes.pointer(at: start), count: length, hasRoom: true))
    }

    @inline(__always)
    private func copy(_ token: UInt32, to position: Int) {
        let start = Int(starts[Int(token)])
        bytes.copy(from: start, to: position, count: Int(starts[Int(token) + 1]) - start)
    }

    /// The bytes of a token.
    @inline(__always)
    subscript(token: UInt32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(starts[Int(token)])
        return UnsafeBufferPointer(start: bytes.pointer(at: start), count: Int(starts[Int(token) + 1]) - start)
    }

    /// The token that is exactly these bytes.
    ///
    /// - Parameter hasRoom: Whether eight bytes from the first on can be read.
    @inline(__always)
    func token(of piece: UnsafeBufferPointer<UInt8>, hasRoom: Bool) -> UInt32? {
        guard let first = piece.baseAddress, piece.count <= longestToken else { return nil }
        if piece.count == 1 { return UInt32(first.pointee) }
        return tokens.find(ByteKey(first, count: piece.count, hasRoom: hasRoom)) { token in
            self[token].elementsEqual(piece)
        }
    }
}
