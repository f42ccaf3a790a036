// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenUsage {
    /// Reads what ``JSONWriter`` writes of usage; `nil` if it is no object. A number that is not there is `nil`.
    package init?(json: JSONValue) {
        guard case .object(let members) = json else { return nil }
        var sources: [String: JSONValue] = [:]
        if case .object(let members) = members["sources"] { sources = members }
        self.init()
        for (key, number) in JSONWriter.firstNumbers + JSONWriter.furtherNumbers {
            guard case .integer(let tokens) = members[key] else { continue }
            let source = Self.source(sources[key]) ?? Self.source(members["source"])
            self[keyPath: number] = Count(tokens, source ?? .reported)
        }
        if case .string(let tier) = members["serviceTier"] { serviceTier = tier }
    }

    private static func source(_ json: JSONValue?) -> Source? {
        guard case .string(let word) = json else { return nil }
        return Source(rawValue: word)
    }
}
