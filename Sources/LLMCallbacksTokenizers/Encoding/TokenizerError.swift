// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with tokens, or with the file of a vocabulary.
public struct TokenizerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is.
    public let code: Code
    /// One sentence: what is wrong, and where.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The kinds of faults. More may come.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The name of the kind.
        public let rawValue: String

        /// Makes a code of its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A number that is that of no token.
        public static let unknownToken = Code(rawValue: "unknownToken")
        /// A name that is that of no encoding.
        public static let unknownEncoding = Code(rawValue: "unknownEncoding")
        /// A special token in a text that must have none.
        public static let refusedSpecialToken = Code(rawValue: "refusedSpecialToken")
        /// A file that cannot be read.
        public static let unreadableFile = Code(rawValue: "unreadableFile")
        /// A file that is no vocabulary.
        public static let invalidVocabulary = Code(rawValue: "invalidVocabulary")
    }
}
