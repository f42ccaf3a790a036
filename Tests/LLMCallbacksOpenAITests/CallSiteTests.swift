// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI
import Loopback
import Testing

/// The examples of README.md and Docs that need a server: they run against one in this process.
struct CallSiteTests {
    @Test func `an answer goes to the terminal`() async throws {
        let server = try LoopbackServer.events([
            #"{"choices":[{"index":0,"delta":{"content":"Fizz"}}]}"#,
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
        ])
        defer { server.stop() }

        let model = OpenAIChatModel("gpt-5-mini", baseURL: "\(server.url)/v1", apiKey: "none")
        let reply = try await model.generate("Write me a song about sparkling water.", callbacks: [.standardOutput])

        #expect(reply.text == "Fizz")
        #expect(reply.finishReason == .stop)
    }

    @Test func `a missing key is told before anything is sent`() async throws {
        let model = OpenAIChatModel("gpt-5-mini", configuration: OpenAIChatModel.Configuration())
        do {
            try await model.generate("Hello")
            Issue.record("the model answered")
        } catch let error as ModelError where error.kind == .authentication {
            print(error.message)
        }
    }
}

/// Compiled and never called: it would need a key and the network.
private func readmeExample() async throws {
    let model = OpenAIChatModel("gpt-5-mini")  // key and base URL from the environment
    let reply = try await model.generate("Write me a song about sparkling water.", callbacks: [.standardOutput])
    print(reply.text.count)
}
