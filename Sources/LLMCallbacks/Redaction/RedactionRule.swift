// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One thing that handlers are not to see: see ``Callback/redacting(_:)``.
public struct RedactionRule: Sendable {
    /// The name, which the text has in its place: `[redacted: NAME]`.
    public let name: String
    let patterns: [Pattern]

    private init(name: String, patterns: [Pattern]) {
        self.name = Self.harmless(name)
        self.patterns = patterns
    }

    /// A secret that is known, wherever it stands: also within longer words, and as JSON strings write it. Compared byte by byte,
    /// so case matters. An empty one is nowhere.
    ///
    /// - Parameters:
    ///   - secret: The secret.
    ///   - name: What stands in its place.
    public static func literal(_ secret: String, named name: String = "secret") -> RedactionRule {
        // A very long one is sought in parts: so no more has to be held back.
        let scalars = Array(secret.unicodeScalars)
        let parts = stride(from: 0, to: scalars.count, by: longestPart).map { start in
            Pattern(node: .textOrJSON(scalars[start..<min(start + longestPart, scalars.count)]))
        }
        return RedactionRule(name: name, patterns: parts)
    }

    /// Keys that begin with a prefix: it, and so many characters of a kind or more, where a word begins.
    ///
    /// ```swift
    /// .key("acme_live_", .letters, atLeast: 24, named: "Acme key")
    /// ```
    ///
    /// - Parameters:
    ///   - prefix: What such keys begin with; not empty.
    ///   - characters: What follows.
    ///   - count: How many at the least, 1...1,000; all that follow belong to the key.
    ///   - name: What stands in its place.
    public static func key(
        _ prefix: String,
        _ characters: KeyCharacters = .urlSafe,
        atLeast count: Int,
        named name: String
    ) -> RedactionRule {
        precondition(!prefix.isEmpty && (1...PatternParser.maxRepetition).contains(count))
        let rest = PatternNode.repeated(.byte(characters.bytes), least: count, most: nil)
        let beginsWord = prefix.utf8.first.map(ByteSet.word.contains) ?? false
        let node = PatternNode.sequence([.text(String(prefix.prefix(longestPart))), rest])
        return RedactionRule(name: name, patterns: [Pattern(node: node, beginsWord: beginsWord)])
    }

    /// Whatever an expression matches, as far as it matches.
    ///
    /// It has a part of the usual syntax: characters, `.`, `[a-z]`, `[^a-z]`, `\d`, `\w`, `\s` and their opposites, `|`, groups, `?`, `*`,
    /// `+`, `{2}`, `{2,}`, `{2,5}`; and, at the beginning alone, `(?i)` for ASCII letters of either case and `\b` for the beginning of a
    /// word. No anchors, no references, nothing lazy. Classes and case know ASCII alone; `.` and `[^…]` match any character.
    ///
    /// What it needs before it matches has a bound, so that text need not be held back for ever: `Bearer .{8,64};` is
    /// an expression, `Bearer .*;` is none.
    ///
    /// - Parameters:
    ///   - expression: The expression.
    ///   - name: What stands in its place.
    public static func expression(
        _ expression: String,
        named name: String
    ) throws(RedactionError) -> RedactionRule {
        let pattern = try PatternParser.parse(expression)
        var builder = PatternBuilder()
        try builder.add(pattern, rule: 0)
        return RedactionRule(name: name, patterns: [pattern])
    }

    /// What keys are made of.
    public struct KeyCharacters: Sendable {
        let bytes: ByteSet
        /// Letters and digits.
        public static let letters = KeyCharacters(bytes: ByteSet.word.without("_"))
        /// Digits and the letters A to F in either case.
        public static let hexadecimal = KeyCharacters(bytes: ByteSet("0123456789abcdefABCDEF".utf8))
        /// Letters, digits, hyphen and underscore.
        public static let urlSafe = KeyCharacters(bytes: ByteSet.word.with("-"))
        /// Letters, digits, plus, slash and the equals sign.
        public static let base64 = KeyCharacters(bytes: ByteSet.word.without("_").with("+/="))
    }

    private static let longestPart = 256

    /// The name without what could end a marker, or a string of JSON.
    private static func harmless(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(64).map { scalar -> Unicode.Scalar in
            let isPlain = scalar.isASCII && ByteSet.word.with(" -.").contains(UInt8(scalar.value))
            return isPlain ? scalar : "_"
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension ByteSet {
    fileprivate func with(_ others: String) -> ByteSet {
        var set = self
        set.formUnion(ByteSet(others.utf8))
        return set
    }

    fileprivate func without(_ others: String) -> ByteSet {
        let gone = ByteSet(others.utf8)
        return ByteSet((0...255).filter { contains($0) && !gone.contains($0) })
    }
}
