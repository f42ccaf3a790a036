// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What the piece at the end of a stream is so far: all that its pattern has to remember.
enum PieceState {
    /// Nothing yet.
    case empty
    /// One scalar before which nothing is open, and which may turn out to be the prefix of more.
    case prefix(StreamScalar)
    /// An apostrophe and a letter, a contraction of its own if this letter follows.
    case ownContraction(awaits: UInt8)
    /// A word: of letters; where case matters one that has had a lower-case letter.
    case word
    /// A word without a lower-case letter so far. It has a break behind the last of its caseless letters and marks.
    case upperWord
    /// A word and an apostrophe; the break is between them.
    case wordApostrophe
    /// The same and a letter, a contraction if this letter follows.
    case wordContraction(awaits: UInt8, isUpper: Bool)
    /// So many digits.
    case number(Int)
    case signs
    /// Signs and line breaks or slashes.
    case signTail
    /// White space, the last scalar of it. It has a break behind its last line break, if the pattern knows of that.
    case space(StreamScalar)
}
