// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Fills the tables of a vocabulary, token by token, in the order of their ranks.
struct VocabularyBuilder {
    let memory: MemoryArena
    let parts: ZeroedMemory<TokenParts>
    let pairs: PairTable
    private(set) var count = 256
    private(set) var longestToken = 1
    /// The bytes of tokens that no merge makes.
    private(set) var unmergeable: [UInt32: [UInt8]] = [:]

    /// Begins with the tokens of one byte.
    ///
    /// - Parameter count: The number of tokens, those of one byte included; at most ``PairTable/maxTokens``.
    init(count: Int) {
        memory = MemoryArena(for: MemoryArena.size(of: count, TokenParts.self), PairTable.size(of: count))
        parts = memory.take(count)
        pairs = PairTable(count: count, in: memory)
        for byte in 0..<256 { parts[byte] = .byte }
    }

    /// Adds the merge of two tokens. They must be there, and there must be room.
    @inline(__always)
    mutating func addMerge(of left: UInt32, _ right: UInt32) {
        let length = parts[Int(left)].length &+ parts[Int(right)].length
        parts[Int(left)].markAsLeftPart()
        parts[Int(right)].markAsRightPart()
        pairs.insert(left, right, makes: UInt32(truncatingIfNeeded: count))
        finish(TokenParts(left: left, right: right, length: length))
    }

    /// Adds a token that no merge makes. There must be room.
    mutating func addUnmergeable(_ bytes: [UInt8]) {
        unmergeable[UInt32(truncatingIfNeeded: count)] = bytes
        finish(TokenParts(left: 0, right: 0, length: bytes.count))
    }

    @inline(__always)
    private mutating func finish(_ token: TokenParts) {
        parts[count] = token
        count &+= 1
        longestToken = max(longestToken, token.length)
    }
}
