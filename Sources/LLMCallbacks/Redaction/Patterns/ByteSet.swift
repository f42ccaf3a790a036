// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A set of bytes.
struct ByteSet: Sendable, Hashable {
    private var words = SIMD4<UInt64>()

    init() {}

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    mutating func formUnion(_ other: ByteSet) { words |= other.words }

    var isEmpty: Bool { words == SIMD4() }

    /// The bytes of ASCII that are not in the set.
    var otherASCII: ByteSet { ByteSet((0..<128).filter { !contains($0) }) }

    /// The set, and of each letter of it the other case.
    var ignoringCase: ByteSet {
        var set = self
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            let capital = letter & ~0x20
            if contains(letter) { set.insert(capital) }
            if contains(capital) { set.insert(letter) }
        }
        return set
    }

    static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    static let capitals = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    static let spaces = ByteSet("\t\n\u{B}\u{C}\r ".utf8)
    /// Letters, digits and the underscore.
    static let word = ByteSet((0..<128).filter { Unicode.Scalar($0).isWord })
}

extension Unicode.Scalar {
    /// Whether it is a letter of ASCII, a digit of ASCII, or the underscore.
    fileprivate var isWord: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}
