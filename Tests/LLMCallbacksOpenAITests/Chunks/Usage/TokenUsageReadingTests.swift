// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

/// Usage as each provider writes it.
struct TokenUsageReadingTests {
    @Test func `Chat Completions with all parts`() throws {
        let usage = try openAI(
            #"""
            {"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920,
            "audio_tokens":4,"cache_write_tokens":80,"image_tokens":2},"completion_tokens_details":{"reasoning_tokens":192,
            "audio_tokens":1,"accepted_prediction_tokens":7,"rejected_prediction_tokens":9}}
            """#
        )
        #expect((usage?.input, usage?.output, usage?.total) == (2_006, 300, 2_306))
        #expect((usage?.cacheRead, usage?.cacheWrite, usage?.audioInput, usage?.imageInput) == (1_920, 80, 4, 2))
        #expect((usage?.reasoning, usage?.audioOutput) == (192, 1))
        #expect((usage?.acceptedPrediction, usage?.rejectedPrediction) == (7, 9))
    }

    @Test func `Responses`() throws {
        let usage = try openAI(
            #"""
            {"input_tokens":81,"input_tokens_details":{"cached_tokens":0},"output_tokens":1035,
            "output_tokens_details":{"reasoning_tokens":832},"total_tokens":1116}
            """#
        )
        #expect((usage?.input, usage?.cacheRead, usage?.output) == (81, 0, 1_035))
        #expect((usage?.reasoning, usage?.total) == (832, 1_116))
    }

    @Test func `DeepSeek and gateways to Anthropic name the cache in their own ways`() throws {
        let deepSeek = try openAI(
            #"{"prompt_tokens":12,"completion_tokens":5,"prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":4}"#
        )
        #expect(deepSeek?.cacheRead == 8)
        let gateway = try openAI(
            #"""
            {"prompt_tokens":30,"completion_tokens":5,"cache_read_input_tokens":20,"cache_creation_input_tokens":6,
            "prompt_tokens_details":null}
            """#
        )
        #expect((gateway?.input, gateway?.cacheRead, gateway?.cacheWrite) == (30, 20, 6))
    }

    @Test func `xAI leaves reasoning out of its completion, and the total shows it`() throws {
        let usage = try openAI(
            #"""
            {"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"prompt_tokens_details":{"text_tokens":32,
            "audio_tokens":0,"image_tokens":0,"cached_tokens":6},"completion_tokens_details":{"reasoning_tokens":94,
            "audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0},"num_sources_used":0}
            """#
        )
        var merged = TokenUsage()
        if let usage { merged.merge(usage) }
        #expect((merged.output, merged.reasoning, merged.unexplainedTokens) == (103, 94, 0))
    }

    @Test func `a part that is not told is not 0`() throws {
        let usage = try openAI(#"{"prompt_tokens":12,"prompt_tokens_details":{"cached_tokens":null}}"#)
        #expect(usage == TokenUsage(inputTokens: 12, outputTokens: nil))
        #expect(try openAI(#"{"total_tokens":3}"#) == nil)
        #expect(try openAI("[1]") == nil)
    }

    @Test func `Anthropic's input includes the cache, and its placeholder is no output`() throws {
        let start = #"""
            {"input_tokens":3,"cache_creation_input_tokens":12054,"cache_read_input_tokens":9872,"cache_creation":
            {"ephemeral_5m_input_tokens":54,"ephemeral_1h_input_tokens":12000},"output_tokens":1,"service_tier":"standard"}
            """#
        let end = #"""
            {"input_tokens":3,"cache_creation_input_tokens":12054,"cache_read_input_tokens":9872,"output_tokens":530,
            "output_tokens_details":{"thinking_tokens":400}}
            """#
        var usage = try #require(try anthropic(start, isStart: true))
        #expect((usage.input, usage.cacheRead, usage.cacheWrite) == (21_929, 9_872, 12_054))
        #expect((usage.cacheWrite5m, usage.cacheWrite1h, usage.serviceTier) == (54, 12_000, "standard"))
        #expect(usage.output == nil)
        usage.merge(try #require(try anthropic(end, isStart: false)))
        #expect((usage.output, usage.reasoning, usage.cacheWrite1h, usage.input) == (530, 400, 12_000, 21_929))
    }

    @Test func `an older Anthropic tells only the output at the end, and a true 1 is one`() throws {
        var usage = try #require(try anthropic(#"{"input_tokens":25,"output_tokens":1}"#, isStart: true))
        usage.merge(try #require(try anthropic(#"{"output_tokens":1}"#, isStart: false)))
        #expect(usage == TokenUsage(inputTokens: 25, outputTokens: 1))
    }

    @Test func `Gemini's thoughts and tools are put in`() throws {
        let usage = try read(
            #"""
            {"promptTokenCount":21,"toolUsePromptTokenCount":100,"cachedContentTokenCount":10,"candidatesTokenCount":31,
            "thoughtsTokenCount":35,"totalTokenCount":187,"promptTokensDetails":[{"modality":"TEXT","tokenCount":21}]}
            """#
        ) { scanner throws(JSONFault) in try TokenUsage(gemini: &scanner) }
        #expect((usage?.input, usage?.cacheRead) == (121, 10))
        #expect((usage?.output, usage?.reasoning, usage?.unexplainedTokens) == (66, 35, 0))
    }

    private func openAI(_ json: String) throws -> TokenUsage? {
        try read(json) { scanner throws(JSONFault) in try TokenUsage(openAI: &scanner) }
    }

    private func anthropic(_ json: String, isStart: Bool) throws -> TokenUsage? {
        try read(json) { scanner throws(JSONFault) in try TokenUsage(anthropic: &scanner, isStart: isStart) }
    }

    private func read(
        _ json: String,
        _ body: (inout JSONScanner) throws(JSONFault) -> TokenUsage?
    ) throws -> TokenUsage? {
        try Array(json.utf8).withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            return try body(&scanner)
        }
    }
}
