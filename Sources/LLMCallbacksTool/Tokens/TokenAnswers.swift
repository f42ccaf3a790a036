// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTokenizers

/// Answers lines of JSON about texts with lines of JSON about tokens.
struct TokenAnswers {
    /// For lines that name none.
    let encoding: TokenEncoding
    let special: SpecialTokenRule
    let addsPieces: Bool
    let addsCounts: Bool

    /// The answer to one line, without a line feed; and whether it is one.
    func answer(to line: [UInt8]) -> (bytes: [UInt8], isAnswered: Bool) {
        var writer = JSONWriter()
        do {
            let (encoding, text) = try read(line)
            let ids = try special.encode(text, encoding)
            writer.object { writer in
                writer.member("count", ids.count)
                writer.array("ids", ids) { $0.integer($1) }
                if addsPieces { writer.array("pieces", encoding.pieces(of: text)) { $0.string($1) } }
                if addsCounts { writer.array("counts", encoding.counts(afterEachScalarOf: text)) { $0.integer($1) } }
            }
            return (writer.bytes, true)
        } catch {
            writer.object { $0.member("error", "\(error)") }
            return (writer.bytes, false)
        }
    }

    private func read(_ line: [UInt8]) throws -> (TokenEncoding, String) {
        guard case .object(let members) = try JSONReader.value(line) else { throw Fault("the line is no object") }
        guard case .string(let text) = members["text"] else { throw Fault("there is no text under the key text") }
        switch members["encoding"] {
        case nil, .null: return (encoding, text)
        case .string(let name):
            guard let encoding = TokenEncoding(named: name) else { throw Fault("unknown encoding \(name)") }
            return (encoding, text)
        default: throw Fault("the encoding is no text")
        }
    }

    /// Why a line cannot be answered.
    private struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
