// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ChatCompletionResponseTests {
    private let head = HTTPHead(status: 200, headers: [])

    @Test(arguments: [1, 9, 10_000])
    func `an answer in one object is understood`(pieceBytes: Int) {
        let body = #"""

            {"id":"c","object":"chat.completion","created":1760000000.5,"model":"m","choices":[{"index":0,"message":
            {"role":"assistant","content":"Hi","reasoning_content":"Hm","refusal":null,"tool_calls":[{"id":"a","type":
            "function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":
            {"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}
            """#
        let played = Recording("", body: body, []).play(pieceBytes: pieceBytes)
        #expect(
            played.notes == [
                "model: m", "text: Hi", "reasoning: Hm", "call 0 a f: {}", "finish: tool_calls", "usage: 1 in, 2 out",
            ]
        )
        #expect(played.error == nil)
    }

    @Test(arguments: [
        (#"{"error":{"message":"No credit","code":402}}"#, "invalidRequest (HTTP 402): No credit [request r]"),
        ("{}", "invalidResponse: The server answered with JSON that is no model's answer. [request r]"),
        (#"{"choices":[{"#, "invalidResponse: A chunk of the stream is no valid JSON (at byte 13 of 13). [request r]"),
        (
            "\n<!DOCTYPE html><title>Sign in</title>",
            "invalidResponse (HTTP 200): The server answered with a web page instead of a stream: Sign in [request r]"
        ),
        ("data: {\"error\":\"e\"}\n\n", "model: e [request r]"),
        ("", "truncated: The stream ended before the answer was complete. [request r]"),
    ])
    func `an answer that is none says why`(body: String, error: String) {
        var recording = Recording("", body: body, [])
        recording.requestID = "r"
        for pieceBytes in [1, 1_000] {
            let played = recording.play(pieceBytes: pieceBytes)
            #expect(played.notes.isEmpty)
            #expect(played.error == error)
        }
    }

    @Test func `a page by its label, a stream by its bytes`() {
        var page = Recording("", body: "Please sign in", [])
        page.contentType = "Text/HTML; charset=utf-8"
        #expect(
            page.play(pieceBytes: 4).error?.hasPrefix("invalidResponse (HTTP 200): The server answered with a") == true
        )
        var stream = Recording.dialects[0]
        stream.contentType = "application/json"
        #expect(stream.play(pieceBytes: 4).notes == stream.notes)
    }

    private static let digits = "0123456789012345678901234567890123456789"

    @Test(
        arguments: [
            ("data: \(digits)\n\n", AnswerLimits(line: 40)), ("data: \(digits)0\n\n", AnswerLimits(event: 40)),
            ("data: 0\ndata: \(digits)\n\n", AnswerLimits(event: 40)),
            ("{\"a\":\"\(digits)\"}", AnswerLimits(event: 40)),
        ],
        [1, 20, 1_000]
    )
    func `a limit is named`(_ answer: (body: String, limits: AnswerLimits), pieceBytes: Int) {
        var response = ChatCompletionResponse(head, limits: answer.limits)
        var chunks: [ModelChunk] = []
        let error = #expect(throws: ModelError.self) {
            var rest = Array(answer.body.utf8)[...]
            while !rest.isEmpty {
                try rest.prefix(pieceBytes).withUnsafeBytes { try response.receive($0, into: &chunks) }
                rest = rest.dropFirst(pieceBytes)
            }
        }
        #expect(error?.kind == .tooLarge)
        #expect(error?.message.contains("40 bytes") == true)
    }

    @Test(arguments: [": comment\n", "event: ping\ndata: {}\n", "event: keepalive\ndata\n", "event: heartbeat\ndata\n"])
    func `a ping is no event`(ping: String) throws {
        var response = ChatCompletionResponse(head, limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        func receive(_ text: String) throws {
            try Array(text.utf8).withUnsafeBytes { try response.receive($0, into: &chunks) }
        }
        try receive(ping + "\n")
        #expect(response.eventCount == 0)
        try receive("data: {\"choices\":[]}\n\n")
        #expect(response.eventCount == 1)
    }

    @Test func `of a web page without end the beginning is kept`() throws {
        var response = ChatCompletionResponse(head, limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        let page = "<html>\(String(repeating: " ", count: ChatCompletionResponse.maxPageBytes))<title>Late</title>"
        try Array(page.utf8).prefix(99).withUnsafeBytes { try response.receive($0, into: &chunks) }
        #expect(!response.isDone)
        try Array(page.utf8).dropFirst(99).withUnsafeBytes { try response.receive($0, into: &chunks) }
        #expect(response.isDone)
        let error = #expect(throws: ModelError.self) { try response.finish(into: &chunks) }
        #expect(error?.message == "The server answered with a web page instead of a stream.")
    }

    @Test func `the end is known before the body ends`() throws {
        var response = ChatCompletionResponse(head, limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        func receive(_ text: String) throws {
            try Array(text.utf8).withUnsafeBytes { try response.receive($0, into: &chunks) }
        }
        try receive("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n")
        #expect(!response.isComplete)
        try receive("data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n")
        #expect(response.isComplete && !response.isDone)
        try receive("data: [DONE]\n\ndata: {\"error\":\"forged\"}\n\nevent: error\ndata: forged\n\n")
        #expect(response.isDone)
        try response.finish(into: &chunks)
        #expect(chunks.map(\.note) == ["text: a", "finish: stop"])
    }
}
