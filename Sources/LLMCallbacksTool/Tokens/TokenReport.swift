// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTokenizers

/// What `tokens` prints of one text: lines of plain text.
struct TokenReport {
    let encoding: TokenEncoding
    let special: SpecialTokenRule
    let text: String

    /// How many tokens there are.
    var count: [UInt8] { get throws { lines([try special.count(text, encoding)]) } }

    /// The tokens' ids.
    var ids: [UInt8] { get throws { lines(try special.encode(text, encoding)) } }

    /// The count after each scalar.
    var counts: [UInt8] { lines(encoding.counts(afterEachScalarOf: text)) }

    /// The pieces, each as a JSON string, so that a line is a piece whatever it holds.
    var pieces: [UInt8] {
        encoding.pieces(of: text).flatMap { piece in
            var writer = JSONWriter()
            writer.string(piece)
            return writer.bytes + [UInt8(ascii: "\n")]
        }
    }

    /// The bytes of the first tokens, or of the last where the number is negative.
    func text(ofTokens number: Int) throws -> [UInt8] {
        let ids = try special.encode(text, encoding)
        let kept = number < 0 ? ids.suffix(Int(clamping: number.magnitude)) : ids.prefix(number)
        return try encoding.bytes(of: kept)
    }

    private func lines(_ numbers: [Int]) -> [UInt8] { numbers.flatMap { Array("\($0)\n".utf8) } }
}

extension TokenEncoding {
    /// How many tokens the text has up to each of its scalars.
    func counts(afterEachScalarOf text: String) -> [Int] {
        var counter = counter()
        return text.unicodeScalars.map { scalar in
            counter.append(utf8: UTF8.encode(scalar).map(Array.init) ?? [])
            return counter.count
        }
    }
}
