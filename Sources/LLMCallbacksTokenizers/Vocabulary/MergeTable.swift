// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The merges that make tokens of bytes, in the order of their ranks.
///
/// Values share their memory. Merges are added by the one who makes the table, before anybody else has it.
struct MergeTable {
    private let memory: MemoryArena
    private let parts: ZeroedMemory<TokenParts>
    let pairs: PairTable
    /// The number of tokens.
    private(set) var count = 256
    /// The number of bytes of the longest token.
    private(set) var longestToken = 1

    /// Begins with the tokens of one byte.
    ///
    /// - Parameter capacity: The number of tokens that there will be, those of one byte included; at most
    ///   ``PairTable/maxTokens``.
    init(capacity: Int) {
        memory = MemoryArena(for: MemoryArena.size(of: capacity, TokenParts.self), PairTable.size(of: capacity))
        parts = memory.take(capacity)
        pairs = PairTable(count: capacity, in: memory)
        for byte in 0..<256 { parts[byte] = .byte }
    }

    /// What there is to know of a token.
    @inline(__always)
    func parts(of token: UInt32) -> TokenParts { parts[Int(token)] }

    /// How many bytes all tokens have together.
    var byteCount: Int { (0..<count).reduce(0) { $0 + parts[$1].length } }

    /// Adds the token that two others make. They must be there, and there must be room.
    @inline(__always)
    mutating func addMerge(of left: UInt32, _ right: UInt32) {
        let length = parts[Int(left)].length &+ parts[Int(right)].length
        parts[Int(left)].markAsLeftPart()
        parts[Int(right)].markAsRightPart()
        pairs.insert(left, right, makes: UInt32(truncatingIfNeeded: count))
        add(TokenParts(left: left, right: right, length: length))
    }

    /// Adds a token that no merge makes. There must be room.
    mutating func addUnmergeable(length: Int) { add(TokenParts(left: 0, right: 0, length: length)) }

    @inline(__always)
    private mutating func add(_ token: TokenParts) {
        parts[count] = token
        count &+= 1
        longestToken = max(longestToken, token.length)
    }
}
