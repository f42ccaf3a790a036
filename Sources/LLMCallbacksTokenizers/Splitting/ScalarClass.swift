// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a scalar is to the patterns that split text. The numbers are those of the embedded table.
enum ScalarClass: UInt8 {
    /// Signs, symbols, controls, formats, private use, unassigned: what is none of the others.
    case other
    /// Upper- and title-case letters: Lu, Lt.
    case upper
    /// Lower-case letters: Ll.
    case lower
    /// Letters without case, which count as either: Lm, Lo.
    case caseless
    /// Combining marks: Mn, Mc, Me.
    case mark
    /// Numbers: Nd, Nl, No.
    case number
    /// Carriage return and line feed.
    case newline
    /// The rest of White_Space.
    case space
}

extension ScalarClass {
    @inline(__always)
    var isLetter: Bool { rawValue &- 1 < 3 }

    /// Upper, lower, caseless or mark: what words are made of where the pattern minds case.
    @inline(__always)
    var isLetterOrMark: Bool { rawValue &- 1 < 4 }

    /// What a run of signs is made of.
    @inline(__always)
    var isSign: Bool { self == .other || self == .mark }

    @inline(__always)
    var isWhitespace: Bool { rawValue >= 6 }
}
