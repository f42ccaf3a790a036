// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TokenUsage {
    /// Reads the value of a `usage` member of Anthropic's Messages. `nil` if it is no object.
    ///
    /// `input_tokens` is what came neither from a cache nor goes to one: here, the input includes all three. Thinking is part of
    /// `output_tokens`. https://docs.anthropic.com/en/api/messages#response-usage
    ///
    /// - Parameter isStart: Whether it is that of `message_start`. Its output is a placeholder, and left out: the true number
    ///   comes with `message_delta`.
    init?(anthropic scanner: inout JSONScanner, isStart: Bool) throws(JSONFault) {
        self.init()
        guard try scanner.enterObject() else { return nil }
        while let name = try scanner.nextMember() {
            switch name {
            case "input_tokens": input = try scanner.tokens()
            case "cache_read_input_tokens": cacheRead = try scanner.tokens()
            case "cache_creation_input_tokens": cacheWrite = try scanner.tokens()
            case "cache_creation": try readCacheLifetimes(&scanner)
            case "output_tokens": output = try scanner.tokens()
            case "output_tokens_details": try readThinking(&scanner)
            case "service_tier": serviceTier = try scanner.string()?.string
            default: try scanner.skip()
            }
        }
        if isStart { output = nil }
        includeCacheInInput()
    }

    private mutating func readCacheLifetimes(_ scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "ephemeral_5m_input_tokens": cacheWrite5m = try scanner.tokens()
            case "ephemeral_1h_input_tokens": cacheWrite1h = try scanner.tokens()
            default: try scanner.skip()
            }
        }
    }

    private mutating func readThinking(_ scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "thinking_tokens": reasoning = try scanner.tokens()
            default: try scanner.skip()
            }
        }
    }
}
