// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ChatFailureTests {
    @Test func `a wrong key is named as that`() async throws {
        try await expect("authentication", status: 401, body: #"{"error":{"message":"Incorrect API key"}}"#)
    }

    @Test func `an unknown model is named as that`() async throws {
        try await expect("notFound", status: 404, body: #"{"error":{"message":"The model does not exist"}}"#)
    }

    @Test func `a page in place of a stream is no answer`() async throws {
        try await expect("invalidResponse", status: 200, type: "text/html", body: "<html>Sign in</html>")
    }

    @Test func `a refused connection is named as that`() async throws {
        let (descriptor, port) = try LoopbackSocket.reserve()
        defer { LoopbackSocket.close(descriptor) }
        let ending = try await ToolProcess.run("chat", "Hi", "--base-url", "http://127.0.0.1:\(port)/v1")
        expectFailure(ending, "connection", output: "")
    }

    @Test func `an answer that is cut short is printed so far`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Wire.text("half an"))
        }
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--base-url", server.url)
        expectFailure(ending, "truncated", output: "half an\n")
    }

    @Test func `an error in the stream comes after the text before it`() async throws {
        let server = try LoopbackServer.events([
            Wire.text("so far"), #"{"error":{"message":"slow down","type":"rate_limit_exceeded","code":429}}"#,
        ])
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--base-url", server.url)
        expectFailure(ending, "rateLimited", output: "so far\n")
    }

    @Test func `a model that thinks too long is given up`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.waitForClose()
        }
        defer { server.stop() }
        let ending = try await ToolProcess.run(
            "chat",
            "Hi",
            "--base-url",
            server.url,
            "--first-token-timeout",
            "0.05"
        )
        expectFailure(ending, "timeout", output: "")
    }

    private func expect(
        _ kind: String,
        status: Int,
        type: String = "application/json",
        body: String
    ) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer(status: status, [("Content-Type", type)], body: body)
        }
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--base-url", server.url)
        expectFailure(ending, kind, output: "")
    }

    private func expectFailure(_ ending: ToolProcess.Ending, _ kind: String, output: String) {
        #expect(ending.status == 1)
        #expect(ending.output == output)
        #expect(ending.messages.hasPrefix("llmcallbacks: \(kind)"))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }
}
