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
        return (try encoding(named: members) ?? encoding, text)
    }

    /// The encoding that a line names, or that of the model that it names; `nil` if it names neither.
    private func encoding(named members: [String: JSONValue]) throws -> TokenEncoding? {
        if let name = try name("encoding", in: members) {
            guard let encoding = TokenEncoding(named: name) else { throw Fault("unknown encoding \(name)") }
            return encoding
        }
        guard let model = try name("model", in: members) else { return nil }
        guard let encoding = TokenEncoding(forModel: model) else {
            throw Fault("the encoding of the model \(model) is not known")
        }
        return encoding
    }

    private func name(_ key: String, in members: [String: JSONValue]) throws -> String? {
        switch members[key] {
        case nil, .null: return nil
        case .string(let name): return name
        default: throw Fault("the \(key) is no text")
        }
    }

    /// Why a line cannot be answered.
    private struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
