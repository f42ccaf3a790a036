// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a table looks bytes up by: up to eight bytes are their own key, longer ones have a digest.
///
/// Keys are made from the end of the bytes to their beginning, so that those of all suffixes of a text share their work.
struct ByteKey {
    let key: UInt64
    let length: Int

    /// Bits that depend on all of the key, at the top.
    @inline(__always)
    var hash: UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    init(key: UInt64, length: Int) {
        self.key = key
        self.length = length
    }

    /// The key of bytes.
    ///
    /// - Parameters:
    ///   - bytes: At least one.
    ///   - hasRoom: Whether eight bytes from the first on can be read.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, count: Int, hasRoom: Bool) {
        var digest: UInt64 = 0
        var rest = count
        while rest > 8 {
            rest -= 8
            digest = Self.fold(digest, Self.word(bytes + rest))
        }
        let first = hasRoom || count > 8 ? Self.word(bytes) : Self.shortWord(bytes, count: count)
        self.init(key: digest ^ first & Self.mask(rest), length: count)
    }

    /// The key of the last bytes of a word, up to eight of them.
    @inline(__always)
    init(endOf word: UInt64, length: Int) {
        self.init(digest: 0, endOf: word, count: length, length: length)
    }

    /// The key of bytes of which the last ones are digested, and the first ones are the end of a word.
    @inline(__always)
    init(digest: UInt64, endOf word: UInt64, count: Int, length: Int) {
        self.init(key: digest ^ word &>> UInt64(truncatingIfNeeded: 64 - 8 * count), length: length)
    }

    /// Takes eight more bytes into a digest.
    @inline(__always)
    static func fold(_ digest: UInt64, _ word: UInt64) -> UInt64 {
        let product = (digest ^ word) &* 0xD6E8_FEB8_6659_FD93
        return product ^ product >> 32
    }

    /// Eight bytes; the first one is lowest.
    @inline(__always)
    static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// What keeps so many of the first bytes of a word; from 1 to 8.
    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 { UInt64.max &>> UInt64(truncatingIfNeeded: 64 - 8 * count) }

    private static func shortWord(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<min(count, 8) { word |= UInt64(bytes[index]) << UInt64(8 * index) }
        return word
    }
}
