// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A vocabulary and the rules by which text becomes its tokens: what tiktoken calls an encoding, with its results.
///
/// ```swift
/// let encoding = TokenEncoding.o200kBase
/// encoding.count("Hello, world!")     // 4
/// encoding.encode("Hello, world!")    // [13225, 11, 2375, 0]
/// ```
///
/// Text is what it says: `<|endoftext|>` in it is ordinary text, unless special tokens are asked for. Bytes that are no
/// UTF-8 count as U+FFFD, one for each maximal part of a scalar, as in `String(decoding:as:)`.
///
/// A value is a reference to tables that never change; copies are cheap, and all threads may use it.
public struct TokenEncoding: Sendable {
    /// What the encoding is called: `o200k_base`.
    public let name: String
    /// How text is split before it is encoded.
    public let pattern: SplitPattern
    /// The tokens that stand for no text, with their numbers: `<|endoftext|>`.
    public let specialTokens: [String: Int]

    let vocabulary: Vocabulary

    init(name: String, pattern: SplitPattern, specialTokens: [String: Int], vocabulary: Vocabulary) {
        self.name = name
        self.pattern = pattern
        self.specialTokens = specialTokens
        self.vocabulary = vocabulary
    }
}
