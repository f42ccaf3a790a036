// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ChatCompletionDecoderTests {
    @Test(arguments: [
        "", " ", "null", "{}", "[]", #"{"choices":null}"#, #"{"choices":[]}"#, #"{"choices":[null,1,"x",[]]}"#,
        #"{"choices":{}}"#,
        #"{"choices":[{}]}"#, #"{"choices":[{"delta":null}]}"#,
        #"{"choices":[{"index":0,"delta":{"role":"assistant"}}]}"#,
        #"{"choices":[{"delta":{"content":null,"refusal":null,"tool_calls":null,"reasoning":null}}]}"#,
        #"{"choices":[{"delta":{"content":""},"finish_reason":""}]}"#, #"{"choices":[{"delta":[],"finish_reason":7}]}"#,
        #"{"choices":[{"delta":{"tool_calls":[null,3,"x"],"content":5}}],"model":1,"usage":[],"x_groq":null}"#,
        #"{"error":null,"choices":[]}"#, #"{"error":{},"choices":[]}"#, #"{"error":"","usage":null}"#, #"{"usage":{}}"#,
        #"{"choices":[{"delta":{"audio":{"id":"a","data":"AAAA","expires_at":1}}}]}"#,
        #"{"moderation":{"flagged":false}}"#,
    ])
    func `data that says nothing gives nothing`(data: String) throws {
        var decoder = ChatCompletionDecoder()
        #expect(try decoder.decode(data).isEmpty)
    }

    @Test func `members may come in any order`() throws {
        #expect(
            try decode(#"{"choices":[{"finish_reason":"stop","delta":{"content":"b"},"index":1}],"model":"m"}"#)
                == ["model: m", "text[1]: b", "finish[1]: stop"]
        )
    }

    @Test func `several choices in one chunk`() throws {
        #expect(
            try decode(#"{"choices":[{"index":2,"delta":{"content":"c"}},{"index":0,"delta":{"refusal":"no"}}]}"#)
                == ["text[2]: c", "refusal: no"]
        )
    }

    @Test func `a choice counts from its beginning, in whichever order they begin`() throws {
        var decoder = ChatCompletionDecoder()
        #expect(decoder.choiceCount == 0)
        _ = try decoder.decode(#"{"choices":[{"index":2,"delta":{"content":"c"},"finish_reason":"stop"}]}"#)
        #expect(decoder.choiceCount == 1)
        #expect(decoder.isComplete)
        _ = try decoder.decode(#"{"choices":[{"index":0,"delta":{}}]}"#)
        #expect(decoder.choiceCount == 2)
        #expect(!decoder.isComplete)
    }

    @Test func `a choice beyond the limit is an error`() {
        for index in ["1024", "-1", "1e9"] {
            let error = #expect(throws: ModelError.self) {
                try decode(#"{"choices":[{"index":\#(index),"delta":{"content":"c"}}]}"#)
            }
            #expect(error?.kind == .tooLarge)
        }
    }

    @Test func `reasoning under both names is told once`() throws {
        #expect(
            try decode(#"{"choices":[{"delta":{"reasoning_content":"a","reasoning":"a"}}]}"#) == ["reasoning: a"]
        )
        #expect(try decode(#"{"choices":[{"delta":{"reasoning_content":"","reasoning":"a"}}]}"#) == ["reasoning: a"])
    }

    @Test func `content may be a list of parts`() throws {
        let parts =
            #"["a",{"text":"b"},{"text":"c","type":"reasoning"},{"type":"refusal","refusal":"d"},{"type":"image"},null]"#
        #expect(
            try decode(#"{"choices":[{"delta":{"content":\#(parts)}}]}"#)
                == ["text: a", "text: b", "reasoning: c", "refusal: d"]
        )
    }

    @Test func `the same finish reason is told once`() throws {
        let end = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#
        #expect(try decode(end, end) == ["finish: stop"])
    }

    @Test func `usage beside choices is that of an answer that goes on, and has the tier of its answer`() throws {
        var decoder = ChatCompletionDecoder()
        var chunks: [ModelChunk] = []
        let counts = #""usage":{"prompt_tokens":5,"completion_tokens""#
        for text in [
            #"{"service_tier":"priority","choices":[{"delta":{"content":"a"}}]}"#,
            #"{"choices":[{"delta":{"content":"b"}}],\#(counts):1}}"#, #"{"choices":[],\#(counts):2}}"#,
        ] {
            chunks += try decoder.decode(text)
        }
        let told = chunks.compactMap { chunk -> TokenUsage? in
            if case .usage(let usage) = chunk { usage } else { nil }
        }
        #expect(told.map(\.output) == [.init(1, .running), 2])
        #expect(told.map(\.serviceTier) == ["priority", "priority"])
    }

    @Test func `the same usage is told once and the last one wins`() throws {
        #expect(
            try decode(
                #"{"usage":{"prompt_tokens":5,"completion_tokens":1.0}}"#,
                #"{"usage":{"prompt_tokens":5,"completion_tokens":1}}"#,
                #"{"usage":null}"#,
                #"{"usage":{"prompt_tokens":5,"completion_tokens":-2,"prompt_cache_hit_tokens":3}}"#,
                #"{"x_groq":{"usage":{"prompt_tokens":9}}}"#
            ) == ["usage: 5 in, 1 out", "usage: 5 in, 0 out, 3 cached"]
        )
    }

    @Test func `a model's name is told when it changes`() throws {
        #expect(
            try decode(#"{"model":""}"#, #"{"model":"a"}"#, #"{"model":"a"}"#, #"{"model":"b\u0063"}"#)
                == ["model: a", "model: bc"]
        )
    }

    @Test func `a pair cut between chunks is joined, in each choice`() throws {
        #expect(
            try decode(
                #"{"choices":[{"delta":{"content":"\ud83d"}},{"index":1,"delta":{"content":"x\ud83d"}}]}"#,
                #"{"choices":[{"delta":{"content":"\udca7","reasoning":"r"}},{"index":1,"finish_reason":"stop"}]}"#
            ) == ["text[1]: x", "text: 💧", "reasoning: r", "text[1]: \u{FFFD}", "finish[1]: stop"]
        )
    }

    @Test func `several chunks in one event`() throws {
        let chunk = #"{"choices":[{"delta":{"content":"a"}}]}"#
        #expect(try decode("\(chunk)\n\(chunk)\(chunk)\n[DONE]") == ["text: a", "text: a", "text: a"])
    }

    @Test func `nothing counts after the end`() throws {
        #expect(try decode("[DONE]", "}{", #"{"error":"forged"}"#, #"{"choices":[{"delta":{"content":"a"}}]}"#).isEmpty)
    }

    @Test func `other named events are passed over`() throws {
        var decoder = ChatCompletionDecoder()
        var chunks: [ModelChunk] = []
        try Array("ping".utf8).withUnsafeBytes { try decoder.decode($0, event: "ping", into: &chunks) }
        try Array(#"{"type":"ping"}"#.utf8).withUnsafeBytes { try decoder.decode($0, event: "ping", into: &chunks) }
        #expect(chunks.isEmpty)
    }

    @Test func `the end or a finish reason completes an answer`() throws {
        for data in ["[DONE]", " [DONE] ", #"{"choices":[{"finish_reason":"length"}]}"#] {
            var decoder = ChatCompletionDecoder()
            var chunks = try decoder.decode(data)
            #expect(decoder.isComplete)
            try decoder.finish(into: &chunks)
        }
        var decoder = ChatCompletionDecoder()
        var chunks = try decoder.decode(#"{"choices":[{"delta":{"content":"a\ud83d"}}]}"#)
        let error = #expect(throws: ModelError.self) { try decoder.finish(into: &chunks) }
        #expect(error?.kind == .truncated)
        #expect(chunks.map(\.note) == ["text: a", "text: \u{FFFD}"])
    }

    @discardableResult
    private func decode(_ data: String...) throws -> [String] {
        var decoder = ChatCompletionDecoder()
        return try data.flatMap { try decoder.decode($0) }.map(\.note)
    }
}
