// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ChatCompletionRequestTests {
    @Test func `a question is streamed with its usage`() {
        #expect(
            encode("Hello")
                == #"{"model":"m","messages":[{"role":"user","content":"Hello"}],"stream":true,"stream_options":{"include_usage":true}}"#
        )
    }

    @Test func `a conversation keeps roles, names, calls and answers`() {
        let request = ModelRequest([
            .system("Be brief."),
            ModelMessage(role: .user, content: "Weather?", name: "ada"),
            ModelMessage(
                role: .assistant,
                content: "",
                toolCalls: [ToolCall(id: "c1", name: "weather", arguments: #"{"city":"Bern"}"#)]
            ),
            .tool("sunny", callID: "c1"),
            ModelMessage(role: .init(rawValue: "developer"), content: ""),
        ])
        let expected = [
            #"{"role":"system","content":"Be brief."}"#,
            #"{"role":"user","content":"Weather?","name":"ada"}"#,
            #"{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":"#
                + #"{"name":"weather","arguments":"{\"city\":\"Bern\"}"}}]}"#,
            #"{"role":"tool","content":"sunny","tool_call_id":"c1"}"#,
            #"{"role":"developer","content":""}"#,
        ]
        #expect(encode(request).contains("\"messages\":[\(expected.joined(separator: ","))],"))
    }

    @Test func `all parameters have their names of the wire`() {
        let parameters = ModelRequest.Parameters(
            temperature: 0.7,
            topP: 1,
            maxTokens: 100,
            choices: 2,
            seed: -1,
            stop: ["\n", "END"],
            tools: [["type": "function", "function": ["name": "f", "parameters": [:]]]],
            extra: ["user": "u1", "logprobs": true]
        )
        let tail =
            #""temperature":0.7,"top_p":1.0,"max_tokens":100,"n":2,"seed":-1,"stop":["\n","END"],"#
            + #""tools":[{"function":{"name":"f","parameters":{}},"type":"function"}],"logprobs":true,"user":"u1"}"#
        #expect(encode(ModelRequest("Hi", parameters: parameters)).hasSuffix(tail))
    }

    @Test func `extra members win over all others`() {
        let parameters = ModelRequest.Parameters(
            temperature: 1,
            maxTokens: 5,
            extra: [
                "stream": false, "stream_options": nil, "temperature": nil, "max_tokens": 9, "model": "other",
                "user": nil,
            ]
        )
        #expect(
            encode(ModelRequest([], parameters: parameters))
                == #"{"messages":[],"max_tokens":9,"model":"other","stream":false,"user":null}"#
        )
    }

    @Test func `the limit of tokens can have its newer name`() {
        var request = ChatCompletionRequest(
            request: ModelRequest("Hi", parameters: .init(maxTokens: 5)),
            model: "gpt-5-mini"
        )
        request.tokenLimitName = "max_completion_tokens"
        #expect(String(decoding: request.encoded(), as: UTF8.self).hasSuffix(#","max_completion_tokens":5}"#))
    }

    private func encode(_ request: ModelRequest) -> String {
        String(decoding: ChatCompletionRequest(request: request, model: "m").encoded(), as: UTF8.self)
    }
}
