// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTokenizers
import Testing

/// What tiktoken says of a text. `scripts/tokenizers/make_vectors.py` writes these.
struct TiktokenVector: Decodable, CustomTestStringConvertible {
    let encoding: String
    let text: String
    let ids: [Int]
    let pieces: [String]
    /// The number of tokens after each scalar.
    let counts: [Int]

    var testDescription: String { "\(encoding) \(text.debugDescription)" }

    /// All vectors that are checked in.
    static let all: [TiktokenVector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Vectors/tiktoken.jsonl")
        guard let data = try? Data(contentsOf: file) else { return [] }
        let decoder = JSONDecoder()
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(TiktokenVector.self, from: $0)
        }
    }()

    /// The encoding itself.
    var tokenEncoding: TokenEncoding? { TokenEncoding(named: encoding) }
}
