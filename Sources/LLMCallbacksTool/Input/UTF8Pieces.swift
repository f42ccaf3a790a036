// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Makes text of bytes that come in pieces, and never splits a character's bytes.
///
/// What is no UTF-8 becomes U+FFFD; the text is the same, however the bytes were cut.
struct UTF8Pieces {
    /// The beginning of a character, at most three bytes.
    private var begun: [UInt8] = []

    /// Takes bytes, and returns the text that is complete.
    mutating func append(_ bytes: [UInt8]) -> String {
        let all = begun + bytes
        let end = Self.endOfComplete(all)
        begun = Array(all[end...])
        return String(decoding: all[..<end], as: UTF8.self)
    }

    /// The text of what was begun and never completed.
    mutating func finish() -> String {
        defer { begun = [] }
        return String(decoding: begun, as: UTF8.self)
    }

    /// Where a character begins at the end of the bytes that needs more of them; else their end.
    ///
    /// It is enough to look at the last byte that can begin a character: whatever precedes it is decoded without it.
    private static func endOfComplete(_ bytes: [UInt8]) -> Int {
        for index in bytes.indices.suffix(3).reversed() where bytes[index] & 0b1100_0000 != 0b1000_0000 {
            return bytes.count - index < length(from: bytes[index]) ? index : bytes.count
        }
        return bytes.count
    }

    /// The number of bytes of a character that begins with this one; 1 if none does.
    ///
    /// https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506
    private static func length(from lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
