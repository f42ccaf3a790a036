// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct AnthropicUsageTests {
    private static let start = #"""
        {"type":"message_start","message":{"usage":{"input_tokens":10,"cache_read_input_tokens":100,
        "cache_creation_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},
        "output_tokens":1,"service_tier":"standard"}}}
        """#

    @Test func `the last word of the output replaces the placeholder, and the cache stays`() throws {
        let usage = try merged(Self.start, delta(#"{"output_tokens":7}"#), delta(#"{"output_tokens":42}"#))
        #expect(usage.inputTokens == 140)
        #expect(usage.cacheRead?.tokens == 100)
        #expect(usage.cacheWrite?.tokens == 30)
        #expect(usage.cacheWrite5m?.tokens == 20)
        #expect(usage.cacheWrite1h?.tokens == 10)
        #expect(usage.output == 42)
        #expect(usage.serviceTier == "standard")
    }

    @Test func `input that is told again includes the cache, told again or not`() throws {
        let short = try merged(Self.start, delta(#"{"input_tokens":12,"output_tokens":5}"#))
        #expect(short.input == 142)
        let long = try merged(
            Self.start,
            delta(
                #"{"input_tokens":12,"cache_read_input_tokens":100,"cache_creation_input_tokens":30,"output_tokens":5}"#
            )
        )
        #expect(long.input == 142)
        #expect(long.cacheRead == 100)
    }

    @Test func `a placeholder alone is no output`() throws {
        let usage = try merged(Self.start)
        #expect(usage.output == nil)
        #expect(usage.input?.source == .running)
    }

    private func delta(_ usage: String) -> String {
        #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":\#(usage)}"#
    }

    private func merged(_ events: String...) throws -> TokenUsage {
        var decoder = AnthropicDecoder()
        var chunks: [ModelChunk] = []
        for event in events {
            try Array(event.utf8).withUnsafeBytes { try decoder.decode($0, event: "", into: &chunks) }
        }
        return chunks.reduce(into: TokenUsage()) { usage, chunk in
            if case .usage(let newer) = chunk { usage.merge(newer) }
        }
    }
}
