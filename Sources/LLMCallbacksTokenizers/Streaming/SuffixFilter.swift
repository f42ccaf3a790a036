// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Says of the end of a text whether some token ends like that, and whether it is a token itself.
///
/// A bit set over hashes: it may say yes of what is not so, at the price of a look into the table, and never no of what is.
final class SuffixFilter: @unchecked Sendable {
    // Sendable: after its initialiser nothing is written.

    /// Two bits an ending, thirty-two endings a word.
    private let words: ZeroedMemory<UInt64>
    private let shift: UInt64

    /// What is known of an ending.
    struct Ending {
        fileprivate let bits: UInt64

        /// Some token ends like this.
        @inline(__always)
        var isSuffix: Bool { bits & 1 != 0 }
        /// This is a token.
        @inline(__always)
        var isToken: Bool { bits & 2 != 0 }
    }

    init(_ vocabulary: Vocabulary) {
        let bits = UInt64.bitWidth - (8 * vocabulary.count).leadingZeroBitCount
        words = ZeroedMemory(count: max(1, 1 << bits / 32))
        shift = UInt64(64 - bits)
        for token in 256..<UInt32(max(256, vocabulary.count)) where vocabulary.isMergeable(token) {
            note(vocabulary.bytes(of: token))
        }
    }

    deinit { words.deallocate() }

    private func note(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.baseAddress else { return }
        for length in 1..<bytes.count {
            mark(ByteKey(first + (bytes.count - length), count: length, hasRoom: true), 1)
        }
        mark(ByteKey(first, count: bytes.count, hasRoom: true), 3)
    }

    private func mark(_ key: ByteKey, _ bits: UInt64) {
        let place = Int(truncatingIfNeeded: key.hash &>> shift)
        words[place >> 5] |= bits &<< UInt64(2 * (place & 31))
    }

    @inline(__always)
    subscript(key: ByteKey) -> Ending {
        let place = Int(truncatingIfNeeded: key.hash &>> shift)
        return Ending(bits: words[place >> 5] &>> UInt64(2 * (place & 31)))
    }
}
