// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The text of tokens. A token may be a part of a scalar; bytes that make none are U+FFFD.
    ///
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/unknownToken`` if a number is that of no token.
    public func decode(_ tokens: some Sequence<Int>) throws -> String {
        String(decoding: try bytes(of: tokens), as: UTF8.self)
    }

    /// The bytes of tokens, which may be no UTF-8. Special tokens have the bytes of their names.
    ///
    /// - Throws: ``TokenizerError`` with ``TokenizerError/Code/unknownToken`` if a number is that of no token.
    public func bytes(of tokens: some Sequence<Int>) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for token in tokens {
            if let known = vocabulary.ranks.token(ofRank: token) {
                bytes += vocabulary.spellings[known]
            } else if let name = specialName(of: token) {
                bytes += name.utf8
            } else {
                throw TokenizerError(.unknownToken, "\(name) has no token \(token)")
            }
        }
        return bytes
    }

    /// The name of a special token; the first in order where it has several.
    private func specialName(of token: Int) -> String? {
        specialTokens.lazy.filter { $0.value == token }.map(\.key).min()
    }
}
