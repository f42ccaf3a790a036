// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct AnthropicRequestTests {
    @Test func `a question has a limit of tokens`() throws {
        #expect(
            try encode("Hello")
                == #"{"model":"m","max_tokens":4096,"messages":[{"role":"user","content":"Hello"}],"stream":true}"#
        )
    }

    @Test func `instructions stand apart, and answers of tools together`() throws {
        let request = ModelRequest([
            .system("Be brief."),
            .user("Weather?"),
            ModelMessage(
                role: .assistant,
                content: "Let me see.",
                toolCalls: [
                    ToolCall(
                        id: "c1",
                        name: "weather",
                        arguments: #" {"city": "Z\u00fcrich", "big": 12345678901234567890} "#
                    ),
                    ToolCall(slot: 1, id: "c2", name: "time", arguments: ""),
                ]
            ),
            .tool("sunny", callID: "c1"),
            .tool("noon", callID: "c2"),
            ModelMessage(role: .init(rawValue: "developer"), content: "And polite."),
            .user("So?"),
        ])
        let expected = [
            #"{"role":"user","content":"Weather?"}"#,
            #"{"role":"assistant","content":[{"type":"text","text":"Let me see."},{"type":"tool_use","id":"c1","#
                + #""name":"weather","input":{"city": "Z\u00fcrich", "big": 12345678901234567890}},"#
                + #"{"type":"tool_use","id":"c2","name":"time","input":{}}]}"#,
            #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"sunny"},"#
                + #"{"type":"tool_result","tool_use_id":"c2","content":"noon"}]}"#,
            #"{"role":"user","content":"So?"}"#,
        ]
        let body = try encode(request)
        #expect(body.contains(#""system":"Be brief.\n\nAnd polite.","#))
        #expect(body.contains("\"messages\":[\(expected.joined(separator: ","))],"))
    }

    @Test func `all parameters have their names of the wire`() throws {
        let parameters = ModelRequest.Parameters(
            temperature: 0.5,
            topP: 1,
            maxTokens: 9,
            seed: 7,
            stop: ["END"],
            tools: [
                ["type": "function", "function": ["name": "f", "parameters": ["type": "object"], "strict": true]],
                ["type": "function", "function": ["name": "g"]],
                ["name": "h", "input_schema": ["type": "object"]],
            ],
            extra: ["thinking": ["type": "enabled", "budget_tokens": 1024], "temperature": nil]
        )
        let tail =
            #""top_p":1.0,"stop_sequences":["END"],"tools":[{"input_schema":{"type":"object"},"name":"f"},"#
            + #"{"input_schema":{"type":"object"},"name":"g"},{"input_schema":{"type":"object"},"name":"h"}],"#
            + #""thinking":{"budget_tokens":1024,"type":"enabled"}}"#
        let body = try encode(ModelRequest("Hi", parameters: parameters))
        #expect(body.hasPrefix(#"{"model":"m","max_tokens":9,"#))
        #expect(body.hasSuffix(tail))
    }

    @Test(arguments: [
        ModelRequest("Hi", parameters: .init(choices: 2)),
        ModelRequest([ModelMessage(role: .tool, content: "sunny")]),
        Self.call("{\"cut\":"), Self.call("[1]"), Self.call("{} {}"), Self.call("\"text\""),
    ])
    func `what the wire cannot say is refused`(request: ModelRequest) {
        let error = #expect(throws: ModelError.self) { try encode(request) }
        #expect(error?.kind == .invalidRequest)
    }

    private static func call(_ arguments: String) -> ModelRequest {
        let call = ToolCall(id: "c", name: "f", arguments: arguments)
        return ModelRequest([ModelMessage(role: .assistant, content: "", toolCalls: [call])])
    }

    private func encode(_ request: ModelRequest) throws -> String {
        let body = AnthropicRequest(request: request, model: "m", maxTokens: 4_096)
        return String(decoding: try body.encoded(), as: UTF8.self)
    }
}
