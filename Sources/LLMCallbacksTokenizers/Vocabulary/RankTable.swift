// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The ranks of tokens, by which the rest of the world knows them.
struct RankTable: Sendable {
    /// The ranks of the bytes, by byte.
    private let ofBytes: [UInt32]
    /// The bytes by rank, where a byte has it; longer for vocabularies whose bytes do not come first.
    private let byteOfRank: [UInt32: UInt32]
    /// The ranks of the other tokens, rising; empty if they are their numbers.
    private let ofOthers: [UInt32]
    private let count: Int

    /// - Parameters:
    ///   - bytes: The rank of each byte.
    ///   - others: The ranks of the other tokens, rising.
    init(bytes: [UInt32], others: [UInt32]) {
        ofBytes = bytes
        byteOfRank = Dictionary(zip(bytes, 0...), uniquingKeysWith: { first, _ in first })
        count = 256 + others.count
        let areNumbers = zip(others, 256...).allSatisfy { $0 == UInt32($1) }
        ofOthers = areNumbers ? [] : others
    }

    /// The ranks of a vocabulary without gaps whose bytes come first, in some order.
    init(bytes: [UInt32], count: Int) {
        ofBytes = bytes
        byteOfRank = Dictionary(zip(bytes, 0...), uniquingKeysWith: { first, _ in first })
        self.count = count
        ofOthers = []
    }

    /// The rank of a token.
    @inline(__always)
    subscript(token: UInt32) -> Int {
        if token < 256 { return Int(ofBytes[Int(token)]) }
        return Int(ofOthers.isEmpty ? token : ofOthers[Int(token) - 256])
    }

    /// The token of a rank.
    func token(ofRank rank: Int) -> UInt32? {
        guard let rank = UInt32(exactly: rank) else { return nil }
        if let byte = byteOfRank[rank] { return byte }
        guard !ofOthers.isEmpty else { return rank >= 256 && rank < count ? rank : nil }
        var low = 0
        var high = ofOthers.count
        while low < high {
            let middle = (low + high) / 2
            if ofOthers[middle] < rank { low = middle + 1 } else { high = middle }
        }
        return low < ofOthers.count && ofOthers[low] == rank ? UInt32(low + 256) : nil
    }
}
