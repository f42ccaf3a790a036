// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CTokenizerData

/// The vocabularies that are part of the program. Each is built when it is first used, and kept.
enum EmbeddedVocabulary {
    static let cl100kBase = vocabulary(ctokenizer_cl100k_base())
    static let o200kBase = vocabulary(ctokenizer_o200k_base())

    /// Builds a vocabulary of the form that `scripts/tokenizers/embed_vocabulary.py` describes and checks.
    private static func vocabulary(_ data: ctokenizer_data) -> Vocabulary {
        let form = UnsafeBufferPointer(start: data.bytes, count: data.count)
        // A number ends with a byte below 128, and two numbers are a token.
        let count = 256 + form[256...].count { $0 < 0x80 } / 2
        var ranks = [UInt32](repeating: 0, count: 256)
        for rank in 0..<256 { ranks[Int(form[rank])] = UInt32(rank) }

        var reader = NumberReader(form: form, index: 256)
        func nextPart() -> UInt32 {
            let rank = reader.next()
            return rank < 256 ? UInt32(form[Int(rank)]) : rank
        }
        var merges = MergeTable(capacity: count)
        while merges.count < count { merges.addMerge(of: nextPart(), nextPart()) }
        return Vocabulary(merges, ranks: RankTable(bytes: ranks, count: count))
    }

    /// Reads unsigned LEB128 numbers.
    private struct NumberReader {
        let form: UnsafeBufferPointer<UInt8>
        var index: Int

        @inline(__always)
        mutating func next() -> UInt32 {
            var number: UInt32 = 0
            var shift: UInt32 = 0
            while true {
                let byte = form[index]
                index += 1
                number |= UInt32(byte & 0x7F) &<< shift
                if byte < 0x80 { return number }
                shift += 7
            }
        }
    }
}
