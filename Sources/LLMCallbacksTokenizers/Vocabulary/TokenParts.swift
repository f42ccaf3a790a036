// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What there is to know of a token when merges are made: which two tokens it is the merge of, how long it is, and whether
/// there are merges that it is a part of.
struct TokenParts {
    /// The longest token that there may be.
    static let maxLength = 1 << 15 - 1

    /// Right part and left part, 21 bits each; then the length, 15 bits; then the two marks.
    private var bits: UInt64

    /// A token of one byte.
    static let byte = TokenParts(left: 0, right: 0, length: 1)

    init(left: UInt32, right: UInt32, length: Int) {
        bits = UInt64(right) | UInt64(left) &<< 21 | UInt64(truncatingIfNeeded: length) &<< 42
    }

    /// The token that was merged with ``right``. 0, as that, where no merge makes the token.
    @inline(__always)
    var left: UInt32 { UInt32(truncatingIfNeeded: bits &>> 21) & 0x1F_FFFF }

    @inline(__always)
    var right: UInt32 { UInt32(truncatingIfNeeded: bits) & 0x1F_FFFF }

    /// The number of bytes.
    @inline(__always)
    var length: Int { Int(truncatingIfNeeded: bits &>> 42) & Self.maxLength }

    /// Whether there is a merge in which this is the left part.
    @inline(__always)
    var isLeftPart: Bool { bits & 1 &<< 62 != 0 }

    /// Whether there is a merge in which this is the right part.
    @inline(__always)
    var isRightPart: Bool { bits & 1 &<< 63 != 0 }

    @inline(__always)
    mutating func markAsLeftPart() { bits |= 1 &<< 62 }

    @inline(__always)
    mutating func markAsRightPart() { bits |= 1 &<< 63 }
}
