// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TokenUsage {
    /// Reads the value of a `usage` member of Chat Completions, or of Responses, which has other names for the same. `nil` if
    /// it is no object or counts neither input nor output.
    ///
    /// Input and output include their parts; where a server leaves reasoning out, the total shows it when the record is merged.
    init?(openAI scanner: inout JSONScanner) throws(JSONFault) {
        self.init()
        guard try scanner.enterObject() else { return nil }
        while let name = try scanner.nextMember() {
            switch name {
            case "prompt_tokens", "input_tokens": input = try scanner.tokens() ?? input
            case "completion_tokens", "output_tokens": output = try scanner.tokens() ?? output
            case "total_tokens": total = try scanner.tokens()
            case "prompt_tokens_details", "input_tokens_details": try readInputParts(&scanner)
            case "completion_tokens_details", "output_tokens_details": try readOutputParts(&scanner)
            case "prompt_cache_hit_tokens", "cache_read_input_tokens": cacheRead = try scanner.tokens() ?? cacheRead
            case "cache_creation_input_tokens": cacheWrite = try scanner.tokens() ?? cacheWrite
            case "reasoning_tokens": reasoning = try scanner.tokens() ?? reasoning
            default: try scanner.skip()
            }
        }
        if input == nil, output == nil { return nil }
    }

    private mutating func readInputParts(_ scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "cached_tokens": cacheRead = try scanner.tokens() ?? cacheRead
            case "cache_write_tokens": cacheWrite = try scanner.tokens() ?? cacheWrite
            case "audio_tokens": audioInput = try scanner.tokens()
            case "image_tokens": imageInput = try scanner.tokens()
            default: try scanner.skip()
            }
        }
    }

    private mutating func readOutputParts(_ scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "reasoning_tokens": reasoning = try scanner.tokens() ?? reasoning
            case "audio_tokens": audioOutput = try scanner.tokens()
            case "accepted_prediction_tokens": acceptedPrediction = try scanner.tokens()
            case "rejected_prediction_tokens": rejectedPrediction = try scanner.tokens()
            default: try scanner.skip()
            }
        }
    }
}

extension JSONScanner {
    /// Reads a number of tokens.
    mutating func tokens() throws(JSONFault) -> TokenUsage.Count? { try integer().map { TokenUsage.Count($0) } }
}
