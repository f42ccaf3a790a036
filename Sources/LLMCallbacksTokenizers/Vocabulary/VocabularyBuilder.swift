// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Fills the tables of a vocabulary, token by token, in the order of their ranks.
struct VocabularyBuilder {
    let bytes: ZeroedMemory<UInt8>
    let starts: ZeroedMemory<UInt32>
    let parts: ZeroedMemory<UInt64>
    let tokens: TokenTable
    let pairs: PairTable
    var ranks: RankTable
    private(set) var count = 0
    private(set) var longestToken = 1
    private(set) var hasUnmergeable = false
    private var end = 0

    /// Begins with the tokens of one byte.
    ///
    /// - Parameters:
    ///   - count: The number of tokens, those of one byte included.
    ///   - byteCount: The number of bytes of all tokens together.
    init(count: Int, byteCount: Int, ranks: RankTable) {
        bytes = ZeroedMemory(count: byteCount + 8)
        starts = ZeroedMemory(count: count + 1)
        parts = ZeroedMemory(count: count)
        tokens = TokenTable(count: count)
        pairs = PairTable(count: count)
        self.ranks = ranks
        for byte in UInt8.min ... .max {
            bytes[end] = byte
            finishToken(length: 1)
        }
    }

    /// Adds the merge of two tokens. They must be there, and there must be room.
    @inline(__always)
    mutating func addMerge(of left: UInt32, _ right: UInt32) {
        let leftLength = copy(left, to: end)
        let length = leftLength + copy(right, to: end + leftLength)
        parts[count] = UInt64(left) << 32 | UInt64(right)
        pairs.insert(left, right, makes: UInt32(truncatingIfNeeded: count))
        finishToken(length: length)
    }

    /// Adds a token that no merge makes. There must be room.
    mutating func addUnmergeable(_ token: UnsafeBufferPointer<UInt8>) {
        for (offset, byte) in token.enumerated() { bytes[end + offset] = byte }
        hasUnmergeable = true
        finishToken(length: token.count)
    }

    /// The bytes of a token that is there.
    func bytes(of token: UInt32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(starts[Int(token)])
        return UnsafeBufferPointer(start: bytes.pointer(at: start), count: length(of: token))
    }

    /// The number of bytes of a token that is there.
    @inline(__always)
    func length(of token: UInt32) -> Int { Int(starts[Int(token) + 1]) - Int(starts[Int(token)]) }

    @inline(__always)
    private func copy(_ token: UInt32, to position: Int) -> Int {
        let length = length(of: token)
        bytes.copy(from: Int(starts[Int(token)]), to: position, count: length)
        return length
    }

    @inline(__always)
    private mutating func finishToken(length: Int) {
        tokens.insert(
            UInt32(truncatingIfNeeded: count),
            ByteKey(bytes.pointer(at: end), count: length, hasRoom: true)
        )
        end += length
        count += 1
        starts[count] = UInt32(truncatingIfNeeded: end)
        longestToken = max(longestToken, length)
    }
}
