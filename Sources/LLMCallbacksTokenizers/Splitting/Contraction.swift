// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What may follow an apostrophe in a contraction: s, d, m, t, ll, ve, re.
enum Contraction {
    /// U+0027. The curly one makes no contraction.
    static let apostrophe: UInt32 = 0x27

    /// What the first letter after the apostrophe leads to.
    enum Step {
        case none
        case complete
        /// This ASCII letter has to follow.
        case awaits(UInt8)
    }

    @inline(__always)
    static func step(_ scalar: UInt32, anyCase: Bool) -> Step {
        // U+017F, the long s, is an s without case. Nothing else folds to these letters.
        if scalar == 0x17F { return anyCase ? .complete : .none }
        switch anyCase ? scalar | 0x20 : scalar {
        case 0x73, 0x64, 0x6D, 0x74: return .complete
        case 0x6C: return .awaits(0x6C)
        case 0x76, 0x72: return .awaits(0x65)
        default: return .none
        }
    }

    @inline(__always)
    static func isLetter(_ scalar: UInt32, _ letter: UInt8, anyCase: Bool) -> Bool {
        (anyCase ? scalar | 0x20 : scalar) == UInt32(letter)
    }
}
