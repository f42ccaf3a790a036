// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

extension TokenEncoding {
    /// Makes an encoding of a vocabulary in tiktoken's form: a line a token, its bytes in base64, a space, its rank.
    ///
    /// Takes time in the order of 100 ms; keep what was made.
    ///
    /// - Parameters:
    ///   - tiktoken: The file's bytes.
    ///   - name: What to call the encoding.
    ///   - pattern: How text is split before it is encoded. The file does not say; a wrong one gives wrong tokens.
    ///   - specialTokens: The tokens that stand for no text, with their numbers.
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/invalidVocabulary``.
    public init(
        tiktoken: some Sequence<UInt8>,
        name: String,
        pattern: SplitPattern,
        specialTokens: [String: Int] = [:]
    ) throws(TokenizerError) {
        self.init(
            name: name,
            pattern: pattern,
            specialTokens: specialTokens,
            vocabulary: try Vocabulary(TiktokenFile(Array(tiktoken)))
        )
    }

    /// Makes an encoding of a `.tiktoken` file on disk: see ``init(tiktoken:name:pattern:specialTokens:)``.
    ///
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/unreadableFile`` or ``TokenizerError/Code/invalidVocabulary``.
    public init(
        contentsOf path: String,
        name: String,
        pattern: SplitPattern,
        specialTokens: [String: Int] = [:]
    ) throws(TokenizerError) {
        try self.init(
            tiktoken: Self.contents(of: path),
            name: name,
            pattern: pattern,
            specialTokens: specialTokens
        )
    }

    /// Makes an encoding of a `.tiktoken` file on disk, with the pattern and the special tokens that belong to a name.
    ///
    /// - Parameter name: One of ``fileNames``: `r50k_base`, `p50k_base`, `qwen`, ...
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/unknownEncoding``, ``TokenizerError/Code/unreadableFile`` or
    ///   ``TokenizerError/Code/invalidVocabulary``.
    public init(contentsOf path: String, named name: String) throws(TokenizerError) {
        guard let (pattern, specialTokens) = Self.rules(of: name) else {
            throw TokenizerError(
                .unknownEncoding,
                "unknown encoding \(name): the rules are known of \(Self.fileNames.joined(separator: ", "))"
            )
        }
        try self.init(contentsOf: path, name: name, pattern: pattern, specialTokens: specialTokens)
    }

    /// The names that ``init(contentsOf:named:)`` knows.
    public static let fileNames = embeddedNames + ["gpt2", "r50k_base", "p50k_base", "p50k_edit", "llama3", "qwen"]

    private static func rules(of name: String) -> (SplitPattern, [String: Int])? {
        switch name {
        case "cl100k_base": (.cl100k, SpecialTokens.cl100kBase)
        case "o200k_base": (.o200k, SpecialTokens.o200kBase)
        case "o200k_harmony": (.o200k, SpecialTokens.o200kHarmony)
        case "gpt2", "r50k_base", "p50k_base": (.r50k, SpecialTokens.r50kBase)
        case "p50k_edit": (.r50k, SpecialTokens.p50kEdit)
        case "llama3": (.llama3, SpecialTokens.llama3)
        case "qwen": (.qwen, SpecialTokens.qwen)
        default: nil
        }
    }

    private static func contents(of path: String) throws(TokenizerError) -> [UInt8] {
        guard let file = fopen(path, "rbe") else { throw unreadable(path, errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 256 * 1024)
        while bytes.count <= TiktokenFile.maxBytes {
            let count = fread(&block, 1, block.count, file)
            bytes += block[..<count]
            if count < block.count { break }
        }
        if ferror(file) != 0 { throw unreadable(path, errno) }
        return bytes
    }

    private static func unreadable(_ path: String, _ fault: Int32) -> TokenizerError {
        TokenizerError(.unreadableFile, "cannot read \(path): \(String(cString: strerror(fault)))")
    }
}
