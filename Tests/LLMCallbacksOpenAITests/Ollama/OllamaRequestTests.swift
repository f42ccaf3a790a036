// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct OllamaRequestTests {
    @Test func `a question is streamed`() throws {
        #expect(
            try encode("Hello") == #"{"model":"m","messages":[{"role":"user","content":"Hello"}],"stream":true}"#
        )
    }

    @Test func `a conversation names the tools that answer`() throws {
        let request = ModelRequest([
            .system("Be brief."),
            ModelMessage(
                role: .assistant,
                content: "",
                toolCalls: [
                    ToolCall(id: "c1", name: "weather", arguments: #"{"city":"Bern"}"#),
                    ToolCall(slot: 1, name: "time", arguments: ""),
                ]
            ),
            .tool("sunny", callID: "c1"),
            ModelMessage(role: .tool, content: "noon", name: "time"),
            .tool("?", callID: ""),
        ])
        let expected = [
            #"{"role":"system","content":"Be brief."}"#,
            #"{"role":"assistant","content":"","tool_calls":[{"id":"c1","function":{"name":"weather","#
                + #""arguments":{"city":"Bern"}}},{"function":{"name":"time","arguments":{}}}]}"#,
            #"{"role":"tool","content":"sunny","tool_name":"weather","tool_call_id":"c1"}"#,
            #"{"role":"tool","content":"noon","tool_name":"time"}"#,
            #"{"role":"tool","content":"?","tool_call_id":""}"#,
        ]
        #expect(try encode(request).contains("\"messages\":[\(expected.joined(separator: ","))],"))
    }

    @Test func `parameters are options, and further options join them`() throws {
        let parameters = ModelRequest.Parameters(
            temperature: 0.5,
            topP: 1,
            maxTokens: 9,
            seed: 7,
            stop: ["END"],
            tools: [["type": "function"]],
            extra: ["options": ["num_ctx": 8192, "seed": 8], "think": true]
        )
        let tail =
            #""stream":true,"tools":[{"type":"function"}],"options":{"num_ctx":8192,"num_predict":9,"seed":8,"#
            + #""stop":["END"],"temperature":0.5,"top_p":1.0},"think":true}"#
        #expect(try encode(ModelRequest("Hi", parameters: parameters)).hasSuffix(tail))
    }

    @Test func `options alone are sent`() throws {
        let body = try encode(ModelRequest("Hi", parameters: .init(maxTokens: 9)))
        #expect(body.hasSuffix(#""options":{"num_predict":9}}"#))
    }

    @Test(arguments: [
        ModelRequest("Hi", parameters: .init(choices: 3)),
        ModelRequest([
            ModelMessage(role: .assistant, content: "", toolCalls: [ToolCall(name: "f", arguments: "{\"cut\":")])
        ]),
    ])
    func `what the wire cannot say is refused`(request: ModelRequest) {
        let error = #expect(throws: ModelError.self) { try encode(request) }
        #expect(error?.kind == .invalidRequest)
    }

    private func encode(_ request: ModelRequest) throws -> String {
        String(decoding: try OllamaRequest(request: request, model: "m").encoded(), as: UTF8.self)
    }
}
