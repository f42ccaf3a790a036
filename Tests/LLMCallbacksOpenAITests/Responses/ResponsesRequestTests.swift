// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ResponsesRequestTests {
    @Test func `a question is one item`() throws {
        #expect(try encode("Hello") == #"{"model":"m","input":[{"role":"user","content":"Hello"}],"stream":true}"#)
    }

    @Test func `a conversation keeps roles, calls and answers`() throws {
        let request = ModelRequest([
            .system("Be brief."),
            .user("Weather?"),
            ModelMessage(
                role: .assistant,
                content: "Let me see.",
                toolCalls: [
                    ToolCall(id: "c1", name: "weather", arguments: #"{"city":"Bern"}"#),
                    ToolCall(slot: 1, id: "c2", name: "time", arguments: ""),
                ]
            ),
            .tool("sunny", callID: "c1"),
            .tool("noon", callID: "c2"),
        ])
        let expected = [
            #"{"role":"system","content":"Be brief."}"#,
            #"{"role":"user","content":"Weather?"}"#,
            #"{"role":"assistant","content":"Let me see."}"#,
            #"{"type":"function_call","call_id":"c1","name":"weather","arguments":"{\"city\":\"Bern\"}"}"#,
            #"{"type":"function_call","call_id":"c2","name":"time","arguments":""}"#,
            #"{"type":"function_call_output","call_id":"c1","output":"sunny"}"#,
            #"{"type":"function_call_output","call_id":"c2","output":"noon"}"#,
        ]
        #expect(try encode(request).contains("\"input\":[\(expected.joined(separator: ","))],"))
    }

    @Test func `all parameters have their names of the wire`() throws {
        let parameters = ModelRequest.Parameters(
            temperature: 0.5,
            topP: 1,
            maxTokens: 9,
            choices: 1,
            seed: 7,
            tools: [
                ["type": "function", "function": ["name": "f", "parameters": ["type": "object"], "strict": true]],
                ["type": "web_search"],
            ],
            extra: ["reasoning": ["summary": "auto"], "stream": true]
        )
        let tail =
            #""temperature":0.5,"top_p":1.0,"max_output_tokens":9,"tools":[{"name":"f","parameters":{"type":"object"},"#
            + #""strict":true,"type":"function"},{"type":"web_search"}],"reasoning":{"summary":"auto"},"stream":true}"#
        #expect(try encode(ModelRequest("Hi", parameters: parameters)).hasSuffix(tail))
    }

    @Test(arguments: [
        ModelRequest("Hi", parameters: .init(choices: 2)),
        ModelRequest("Hi", parameters: .init(stop: ["\n"])),
        ModelRequest([ModelMessage(role: .tool, content: "sunny")]),
    ])
    func `what the wire cannot say is refused`(request: ModelRequest) {
        let error = #expect(throws: ModelError.self) { try encode(request) }
        #expect(error?.kind == .invalidRequest)
    }

    private func encode(_ request: ModelRequest) throws -> String {
        String(decoding: try ResponsesRequest(request: request, model: "m").encoded(), as: UTF8.self)
    }
}
