// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The encoding of GPT-4, GPT-3.5 and the embedding models of their time. Part of the program.
    public static var cl100kBase: TokenEncoding {
        TokenEncoding(
            name: "cl100k_base",
            pattern: .cl100k,
            specialTokens: SpecialTokens.cl100kBase,
            vocabulary: EmbeddedVocabulary.cl100kBase
        )
    }

    /// The encoding of GPT-4o, GPT-4.1, GPT-5 and the o series. Part of the program.
    public static var o200kBase: TokenEncoding {
        TokenEncoding(
            name: "o200k_base",
            pattern: .o200k,
            specialTokens: SpecialTokens.o200kBase,
            vocabulary: EmbeddedVocabulary.o200kBase
        )
    }

    /// The encoding of gpt-oss: ``o200kBase`` with more special tokens.
    public static var o200kHarmony: TokenEncoding {
        TokenEncoding(
            name: "o200k_harmony",
            pattern: .o200k,
            specialTokens: SpecialTokens.o200kHarmony,
            vocabulary: EmbeddedVocabulary.o200kBase
        )
    }

    /// The encoding of a name that tiktoken knows, if it is part of the program: `cl100k_base`, `o200k_base`,
    /// `o200k_harmony`.
    public init?(named name: String) {
        switch name {
        case "cl100k_base": self = .cl100kBase
        case "o200k_base": self = .o200kBase
        case "o200k_harmony": self = .o200kHarmony
        default: return nil
        }
    }

    /// The names that ``init(named:)`` knows.
    public static let embeddedNames = ["cl100k_base", "o200k_base", "o200k_harmony"]
}
