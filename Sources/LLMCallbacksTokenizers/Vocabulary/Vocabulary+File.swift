// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Vocabulary {
    /// Finds for each token the two that it is the merge of. Some vocabularies have tokens that no merge makes.
    ///
    /// - Throws: ``TokenizerError`` if a byte has no token, if two tokens have the same bytes, or if a token is made by merges
    ///   of higher rank than its own, which no trained vocabulary has.
    convenience init(_ file: TiktokenFile) throws(TokenizerError) {
        let bytes = try Self.ranksOfBytes(file)
        let others = file.tokens.filter { $0.bytes.count > 1 }
        if 256 + others.count > PairTable.maxTokens { throw TiktokenFile.fault("has too many tokens") }
        var merges = MergeTable(capacity: 256 + others.count)
        var unmergeable: [UInt32: [UInt8]] = [:]
        for (rank, bytes) in others {
            var parts: [UInt32] = []
            bytes.withUnsafeBufferPointer { bytes in
                PieceMerger(merges: merges).forEachTokenBackwards(of: bytes) { parts.append($0) }
            }
            if parts.count == 2 {
                merges.addMerge(of: parts[1], parts[0])
            } else if parts.count > 2 {
                unmergeable[UInt32(merges.count)] = bytes
                merges.addUnmergeable(length: bytes.count)
            } else {
                throw TiktokenFile.fault("has the token of rank \(rank) twice")
            }
        }
        self.init(
            merges,
            ranks: RankTable(bytes: bytes, others: others.map(\.rank)),
            unmergeable: unmergeable
        )
        try checkUnmergeable()
    }

    private static func ranksOfBytes(_ file: TiktokenFile) throws(TokenizerError) -> [UInt32] {
        var ranks = [UInt32?](repeating: nil, count: 256)
        for (rank, bytes) in file.tokens where bytes.count == 1 {
            if ranks[Int(bytes[0])] != nil { throw TiktokenFile.fault("has the byte \(bytes[0]) twice") }
            ranks[Int(bytes[0])] = rank
        }
        if let missing = ranks.firstIndex(of: nil) { throw TiktokenFile.fault("has no token for the byte \(missing)") }
        return ranks.compactMap { $0 }
    }

    /// Each token that lower merges do not make is merged as tiktoken does, by looking up the bytes of neighbours: that must not make
    /// it either.
    private func checkUnmergeable() throws(TokenizerError) {
        for (token, bytes) in unmergeable {
            var parts = bytes.map { [$0] }
            while parts.count > 1, let place = nextMerge(parts) {
                parts[place] += parts.remove(at: place + 1)
            }
            if parts.count == 1 {
                throw TiktokenFile.fault("makes the token of rank \(ranks[token]) by merges of higher ranks")
            }
        }
    }

    /// The place of the neighbours that make the lowest token; `nil` if none do.
    private func nextMerge(_ parts: [[UInt8]]) -> Int? {
        var best: (token: UInt32, place: Int)?
        for place in 0..<parts.count - 1 {
            let token = (parts[place] + parts[place + 1]).withUnsafeBufferPointer {
                spellings.token(of: $0, hasRoom: false)
            }
            if let token, token < best?.token ?? .max { best = (token, place) }
        }
        return best?.place
    }
}
