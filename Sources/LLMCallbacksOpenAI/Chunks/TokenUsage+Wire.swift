// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TokenUsage {
    /// Reads the value of a `usage` member. `nil` if it is no object or counts no tokens.
    init?(from scanner: inout JSONScanner) throws(JSONFault) {
        var input: Int?
        var output: Int?
        var cached: Int?
        var cacheHits: Int?
        var reasoning: Int?
        guard try scanner.enterObject() else { return nil }
        while let name = try scanner.nextMember() {
            switch name {
            case "prompt_tokens", "input_tokens": input = try scanner.count() ?? input
            case "completion_tokens", "output_tokens": output = try scanner.count() ?? output
            case "prompt_tokens_details", "input_tokens_details":
                cached = try scanner.count(of: "cached_tokens")
            case "completion_tokens_details", "output_tokens_details":
                reasoning = try scanner.count(of: "reasoning_tokens")
            case "prompt_cache_hit_tokens": cacheHits = try scanner.count()
            default: try scanner.skip()
            }
        }
        guard input != nil || output != nil else { return nil }
        self.init(
            inputTokens: input ?? 0,
            outputTokens: output ?? 0,
            cachedInputTokens: cached ?? cacheHits,
            reasoningTokens: reasoning
        )
    }
}

extension JSONScanner {
    /// Reads a number that cannot be negative.
    fileprivate mutating func count() throws(JSONFault) -> Int? { try integer().map { max(0, $0) } }

    /// Reads such a number as the member of an object.
    fileprivate mutating func count(of member: StaticString) throws(JSONFault) -> Int? {
        var result: Int?
        guard try enterObject() else { return nil }
        while let name = try nextMember() {
            if name.bytes.equals(member) { result = try count() } else { try skip() }
        }
        return result
    }
}
