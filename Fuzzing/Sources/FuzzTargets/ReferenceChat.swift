// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents

/// Reads the texts of a stream of Chat Completions in the plainest way, and gives up wherever servers do what no specification
/// allows: there the decoder has rules of its own.
enum ReferenceChat {
    /// The text of each choice that has some; `nil` where this reader cannot tell.
    static func texts(in bytes: [UInt8]) -> [Int: String]? {
        // Anything else than a stream has a form of its own.
        guard bytes.first.map({ $0 > 0x20 && $0 != 0x7B && $0 != 0x5B && $0 != 0x3C }) == true else { return nil }
        var texts: [Int: String] = [:]
        for event in ReferenceEventStream.events(in: bytes) {
            if event.data == "[DONE]" { break }
            guard event.name.isEmpty, let chunk = ReferenceJSON(text: event.data), add(chunk, to: &texts) else {
                return nil
            }
        }
        return texts
    }

    private static func add(_ chunk: ReferenceJSON, to texts: inout [Int: String]) -> Bool {
        guard case .object(let members) = chunk else { return false }
        guard case .array(let choices)? = members["choices"] ?? .array([]) else { return false }
        for choice in choices {
            guard case .object(let members) = choice, case .number(let index)? = members["index"] ?? .number("0"),
                let index = Int(index), (0..<1_024).contains(index), members["message"] == nil
            else { return false }
            guard case .object(let delta)? = members["delta"] ?? .object([:]) else { return false }
            switch delta["content"] {
            case nil, .null: break
            case .string(let text): if !text.isEmpty { texts[index, default: ""] += text }
            default: return false
            }
        }
        return true
    }
}
