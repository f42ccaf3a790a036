// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension SplitPattern {
    /// Whether a word may begin with a scalar of this class.
    @inline(__always)
    func beginsWord(_ kind: ScalarClass) -> Bool {
        words == .cased ? kind.isLetterOrMark : kind.isLetter
    }

    /// Whether contractions are pieces of their own.
    @inline(__always)
    var hasOwnContractions: Bool { contractions == .ofTheirOwn || contractions == .ofTheirOwnInLowerCase }

    /// Whether a byte belongs to the tail of signs.
    @inline(__always)
    func isInSignTail(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"): signTail != .none
        case UInt8(ascii: "/"): signTail == .newlinesAndSlashes
        default: false
        }
    }
}
