// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks

/// What a file is that runs are taken from.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, transcript, llm, cast, sse

    /// What a file is whose first line this is. JSON Lines unless it is clearly something else: then its faults are told.
    init(firstLine line: [UInt8]) {
        let members = Self.members(line)
        if ["data:", "event:", "id:", ":"].contains(where: { line.starts(with: $0.utf8) }) {
            self = .sse
        } else if members["event"] != nil {
            self = .jsonl
        } else if members["version"] != nil {
            self = .cast
        } else if members["model"] != nil, members["done"] != nil {
            // Ollama sends objects, a line each.
            self = .sse
        } else {
            self = .jsonl
        }
    }

    private static func members(_ line: [UInt8]) -> [String: JSONValue] {
        if case .object(let members)? = try? JSONReader.value(line) { members } else { [:] }
    }
}
