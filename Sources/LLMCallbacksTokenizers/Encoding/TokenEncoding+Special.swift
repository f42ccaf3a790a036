// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The tokens of a text in which special tokens stand for themselves.
    ///
    /// What is neither allowed nor refused is text, letter by letter. The rules are tiktoken's, but for its default: there
    /// everything that is not allowed is refused, here that has to be said: `refusing: .all`.
    ///
    /// - Parameters:
    ///   - allowed: The special tokens that become their numbers. What is between them is encoded by itself.
    ///   - refused: The special tokens that must not be in the text; those that are allowed are not refused.
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/refusedSpecialToken``, which says which one and where.
    public func encode(
        _ text: String,
        allowing allowed: SpecialTokenSet,
        refusing refused: SpecialTokenSet = .none
    ) throws(TokenizerError) -> [Int] {
        try refuse(specialTokens { refused.contains($0) && !allowed.contains($0) }, in: text)
        if allowed.isEmpty { return encode(text) }
        var tokens: [Int] = []
        forEachPart(of: text, specialTokens { allowed.contains($0) }) { part, special in
            append(part, to: &tokens)
            if let special { tokens.append(special) }
        }
        return tokens
    }

    /// The number of tokens of a text in which special tokens stand for themselves; the same as the count of
    /// ``encode(_:allowing:refusing:)``, without making them.
    ///
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/refusedSpecialToken``.
    public func count(
        _ text: String,
        allowing allowed: SpecialTokenSet,
        refusing refused: SpecialTokenSet = .none
    ) throws(TokenizerError) -> Int {
        try refuse(specialTokens { refused.contains($0) && !allowed.contains($0) }, in: text)
        if allowed.isEmpty { return count(text) }
        var total = 0
        forEachPart(of: text, specialTokens { allowed.contains($0) }) { part, special in
            total += count(part) + (special == nil ? 0 : 1)
        }
        return total
    }

    private func specialTokens(where isMeant: (String) -> Bool) -> [(key: String, value: Int)] {
        specialTokens.filter { isMeant($0.key) }
    }

    private func refuse(_ refused: [(key: String, value: Int)], in text: String) throws(TokenizerError) {
        if refused.isEmpty { return }
        var text = text
        let finder = SpecialTokenFinder(refused)
        let found = text.withUTF8 { bytes in
            finder.first(in: bytes, from: 0).map {
                ($0.range.lowerBound, String(decoding: bytes[$0.range], as: UTF8.self))
            }
        }
        guard let (place, name) = found else { return }
        throw TokenizerError(.refusedSpecialToken, "the text has the special token \(name) at byte \(place)")
    }

    /// Hands over the parts of a text, each with the special token that ends it; the last part has none.
    private func forEachPart(
        of text: String,
        _ allowed: [(key: String, value: Int)],
        _ body: (_ part: UnsafeBufferPointer<UInt8>, _ special: Int?) -> Void
    ) {
        var text = text
        let finder = SpecialTokenFinder(allowed)
        text.withUTF8 { bytes in
            var start = 0
            while let (range, id) = finder.first(in: bytes, from: start) {
                body(UnsafeBufferPointer(rebasing: bytes[start..<range.lowerBound]), id)
                start = range.upperBound
            }
            body(UnsafeBufferPointer(rebasing: bytes[start...]), nil)
        }
    }
}
