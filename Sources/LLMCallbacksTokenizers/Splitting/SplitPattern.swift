// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How a vocabulary's text is split into pieces before bytes are merged. No token crosses the end of a piece.
///
/// The patterns are regular expressions in their original form; here each is one hand-written machine with these switches.
public struct SplitPattern: Sendable, Hashable {
    /// What words are.
    enum Words {
        /// A run of letters.
        case plain
        /// Upper-case letters, then lower-case ones; marks belong to the word.
        case cased
    }

    /// Which scalar may stand before the letters of a word and belong to it.
    enum WordPrefix {
        /// One that is no letter, no number and no line break.
        case any
        /// U+0020.
        case space
    }

    /// Where `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll`, `'d` belong to.
    enum Contractions {
        /// To the word before.
        case ofWord
        /// They are pieces of their own, and win over a word that the apostrophe begins.
        case ofTheirOwn
        /// The same, in lower case only.
        case ofTheirOwnInLowerCase
        /// They are nothing special.
        case none
    }

    /// What may follow signs and belong to them.
    enum SignTail { case none, newlines, newlinesAndSlashes }

    /// How many digits a piece takes.
    let digits: Int
    /// Whether a space before digits belongs to them.
    let digitsTakeSpace: Bool
    let words: Words
    let wordPrefix: WordPrefix
    let contractions: Contractions
    let signTail: SignTail
    /// Whether white space is a piece through its last line break.
    let endsSpaceAtNewline: Bool
    /// Whether white space at the end of the text is one piece, line breaks or not.
    let joinsSpaceAtEnd: Bool
}

// The expressions: tiktoken 0.14.0, tiktoken_ext/openai_public.py, and the files of the other families.
extension SplitPattern {
    /// The pattern of `cl100k_base`.
    public static let cl100k = SplitPattern(
        digits: 3,
        digitsTakeSpace: false,
        words: .plain,
        wordPrefix: .any,
        contractions: .ofTheirOwn,
        signTail: .newlines,
        endsSpaceAtNewline: true,
        joinsSpaceAtEnd: true
    )

    /// The pattern of `o200k_base`, `o200k_harmony` and gpt-oss.
    public static let o200k = SplitPattern(
        digits: 3,
        digitsTakeSpace: false,
        words: .cased,
        wordPrefix: .any,
        contractions: .ofWord,
        signTail: .newlinesAndSlashes,
        endsSpaceAtNewline: true,
        joinsSpaceAtEnd: false
    )

    /// The pattern of `r50k_base`, `p50k_base` and GPT-2.
    public static let r50k = SplitPattern(
        digits: .max,
        digitsTakeSpace: true,
        words: .plain,
        wordPrefix: .space,
        contractions: .ofTheirOwnInLowerCase,
        signTail: .none,
        endsSpaceAtNewline: false,
        joinsSpaceAtEnd: true
    )

    /// The pattern of Llama 3.
    public static let llama3 = SplitPattern(
        digits: 3,
        digitsTakeSpace: false,
        words: .plain,
        wordPrefix: .any,
        contractions: .ofTheirOwn,
        signTail: .newlines,
        endsSpaceAtNewline: true,
        joinsSpaceAtEnd: false
    )

    /// The pattern of Qwen 1 to 3. Qwen also normalises its text to NFC first, which is left to the caller.
    public static let qwen = SplitPattern(
        digits: 1,
        digitsTakeSpace: false,
        words: .plain,
        wordPrefix: .any,
        contractions: .ofTheirOwn,
        signTail: .newlines,
        endsSpaceAtNewline: true,
        joinsSpaceAtEnd: false
    )
}
