// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Loopback
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ChatTests {
    @Test func `an answer goes to standard output byte by byte, and nothing to standard error`() async throws {
        let server = try LoopbackServer.events([Wire.text("Hello"), Wire.text(", wörld"), Wire.text("\\n🌊"), Wire.stop])
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--base-url", "\(server.url)/v1")
        #expect(ending.output == "Hello, wörld\n🌊\n")
        #expect(ending.messages == "")
        #expect(ending.status == 0)
    }

    @Test func `options reach the server`() async throws {
        let server = try LoopbackServer.events([Wire.stop])
        defer { server.stop() }
        let ending = try await ToolProcess.run(
            "chat",
            "Hi",
            "--model",
            "qwen",
            "--system",
            "Be brief.",
            "--temperature",
            "0.5",
            "--max-tokens",
            "7",
            "--connect-timeout",
            "5",
            "--first-token-timeout",
            "6",
            "--idle-timeout",
            "7.5",
            "--timeout",
            "20",
            environment: ["OPENAI_BASE_URL": "\(server.url)/v1/", "OPENAI_API_KEY": "key"]
        )
        #expect(ending.status == 0)
        let request = try #require(server.requests.first)
        #expect(request.target == "/v1/chat/completions")
        #expect(request["authorization"] == "Bearer key")
        let body = JSONLine(
            try #require(JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
        )
        #expect(body["model"] == "qwen")
        #expect(body.array("messages").map { $0["role"] } == ["system", "user"])
        #expect(body.array("messages").map { $0["content"] } == ["Be brief.", "Hi"])
        #expect(body.number("temperature") == 0.5)
        #expect(body.number("max_tokens") == 7)
    }

    @Test func `a key of Azure's goes where Azure wants it`() async throws {
        let server = try LoopbackServer.events([Wire.stop])
        defer { server.stop() }
        let arguments = ["chat", "Hi", "--base-url", "\(server.url)/openai/deployments/d"]
        let variables = ["AZURE_OPENAI_API_KEY": "azure-key", "OPENAI_API_VERSION": "2025-01-01"]
        let ending = try await ToolProcess(arguments, environment: variables).ending()
        #expect(ending.status == 0)
        let request = try #require(server.requests.first)
        #expect(request.target == "/openai/deployments/d/chat/completions?api-version=2025-01-01")
        #expect(request["api-key"] == "azure-key")
        #expect(request["authorization"] == nil)
    }

    @Test func `the model comes from the environment, else there is a default`() async throws {
        let server = try LoopbackServer.events([Wire.stop])
        defer { server.stop() }
        let arguments = ["chat", "Hi", "--format", "jsonl", "--base-url", server.url]
        let named = try await ToolProcess(arguments, environment: ["OPENAI_MODEL": "mine"]).ending()
        #expect(try JSONLine.lines(named.output).first?["model"] == "mine")
        let unnamed = try await ToolProcess(arguments, environment: ["OPENAI_MODEL": ""]).ending()
        #expect(try JSONLine.lines(unnamed.output).first?["model"] == "gpt-5-mini")
    }

    @Test(arguments: [
        (["chat"], "from the pipe\n\n", "from the pipe"),
        (["chat", "-"], "from the pipe\n", "from the pipe"),
        (["chat", "Translate:"], "two\nlines\n", "Translate:\n\ntwo\nlines"),
        (["chat", "alone"], "", "alone"),
    ])
    func `a prompt is the argument, what is piped in, or both`(
        arguments: [String],
        input: String,
        prompt: String
    ) async throws {
        let server = try LoopbackServer.events([Wire.stop])
        defer { server.stop() }
        let tool = try ToolProcess(arguments + ["--format", "jsonl", "--base-url", server.url], input: .text(input))
        let ending = await tool.ending()
        #expect(ending.status == 0)
        #expect(try JSONLine.lines(ending.output).first?.array("input").last?["content"] == prompt)
    }

    @Test func `statistics are one line on standard error, and name their source`() async throws {
        let server = try LoopbackServer.events([Wire.text("a"), Wire.text("b"), Wire.stop, Wire.usage])
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--stats", "--base-url", server.url)
        #expect(ending.output == "ab\n")
        #expect(ending.messages.hasPrefix("llmcallbacks: 34 tokens out, 12 in (reported by the server), first after "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
        #expect(ending.messages.contains(" s in all\n"))
    }

    @Test func `an answer whose server counts nothing is counted here, and priced`() async throws {
        let server = try LoopbackServer.events([Wire.text("Hello, "), Wire.text("world!"), Wire.stop])
        defer { server.stop() }
        let ending = try await ToolProcess.run(
            "chat",
            "Hi",
            "--stats",
            "--model",
            "gpt-4o",
            "--base-url",
            server.url
        )
        #expect(ending.status == 0)
        // 8 tokens at 2.5 and 4 at 10 millionths of a dollar.
        #expect(
            ending.messages.hasPrefix(
                "llmcallbacks: 4 tokens out, 8 in (counted with the model's tokenizer), first after "
            )
        )
        #expect(ending.messages.contains(", cost $0.00006 (prices of 20"))
    }

    @Test func `what a model costs that has no price is unknown, and not nothing`() async throws {
        let server = try LoopbackServer.events([Wire.text("a"), Wire.stop, Wire.usage])
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--stats", "--model", "acme-1", "--base-url", server.url)
        #expect(ending.messages.contains(", cost unknown: no price for "))
        #expect(!ending.messages.contains("$"))
    }

    @Test func `a reader that has seen enough ends the run quietly`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            while true { try connection.sendEvent(data: Wire.text("and on\\n")) }
        }
        defer { server.stop() }
        let tool = try ToolProcess(["chat", "Hi", "--base-url", server.url], output: .closed(after: "\n"))
        let ending = await tool.ending()
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        #expect(ending.output.hasPrefix("and on\n"))
    }
}
