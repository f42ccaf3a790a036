// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// The model against a real server on the loopback interface.
struct OpenAIChatModelTests {
    private static let song = [
        #"{"model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#,
        #"{"choices":[{"index":0,"delta":{"reasoning_content":"Hm."}}]}"#,
        #"{"choices":[{"index":0,"delta":{"content":"Bub"}}]}"#,
        #"{"choices":[{"index":0,"delta":{"content":"bles 🫧"}}]}"#,
        #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
        #"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34}}"#,
    ]

    @Test func `an answer comes lane by lane, with usage, reason and the answering model`() async throws {
        let server = try LoopbackServer.events(Self.song)
        defer { server.stop() }
        let reply = try await model(server).generate("Write me a song.")
        #expect(reply.text == "Bubbles 🫧")
        #expect(reply.reasoning == "Hm.")
        #expect(reply.finishReason == .stop)
        #expect(reply.usage == TokenUsage(inputTokens: 12, outputTokens: 34))
        #expect(reply.model == "m-1")
        #expect(reply.tokenCount == 3)
    }

    @Test func `the request says who asks, and what`() async throws {
        let server = try LoopbackServer.events(Self.song)
        defer { server.stop() }
        var model = model(server)
        model.configuration.organization = "org"
        model.configuration.project = "proj"
        try await model.generate(
            ModelRequest([.system("Sing."), .user("Now \"loud\"")], parameters: .init(temperature: 0.5, maxTokens: 9))
        )
        let request = try #require(server.requests.first)
        let body = String(decoding: request.body, as: UTF8.self)
        let expected =
            #"{"model":"test","messages":[{"role":"system","content":"Sing."},{"role":"user","content":"Now \"loud\""}],"#
            + #""stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"max_tokens":9}"#
        #expect(body == expected)
        #expect(request.method == "POST")
        #expect(request.target == "/v1/chat/completions")
        #expect(request["Authorization"] == "Bearer secret")
        #expect(request["OpenAI-Organization"] == "org")
        #expect(request["OpenAI-Project"] == "proj")
    }

    @Test func `as many choices are waited for as are asked for`() throws {
        let model = OpenAIChatModel("test", baseURL: "http://127.0.0.1:9", apiKey: "secret")
        let several = ModelRequest([.user("go")], parameters: .init(choices: 3))
        #expect(try model.exchange(for: several).choices == 3)
        #expect(try model.exchange(for: ModelRequest([.user("go")])).choices == 1)
    }

    @Test(arguments: [(2, 2), (2.0, 2), (nil, 1), ("2", 1), (1e300, 1)] as [(JSONValue, Int)])
    func `a number of choices among the extra members wins, as it does in the body`(n: JSONValue, count: Int) throws {
        let model = OpenAIChatModel("test", baseURL: "http://127.0.0.1:9", apiKey: "secret")
        let request = ModelRequest([.user("go")], parameters: .init(choices: 3, extra: ["n": n]))
        #expect(try model.exchange(for: request).choices == count)
    }

    @Test func `runs one after the other share a connection`() async throws {
        // The answer and its end in one write: so the rest of a body is never late, however busy the machine is.
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                let body = (Self.song + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
                try connection.answer([("Content-Type", "text/event-stream")], body: body)
            }
        }
        defer { server.stop() }
        for _ in 0..<20 { try await model(server).generate("again") }
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [
        (401, ModelError.Kind.authentication), (403, .permission), (404, .notFound), (400, .invalidRequest),
        (429, .rateLimited), (500, .server), (503, .server),
    ])
    func `an answer with an error's status is that error`(status: Int, kind: ModelError.Kind) async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                try connection.answer(
                    status: status,
                    [("x-request-id", "req-7")],
                    body: #"{"error":{"message":"No luck."}}"#
                )
            }
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server, retries: .never).generate("go") }
        #expect(error?.kind == kind)
        #expect(error?.status == status)
        #expect(error?.message == "No luck.")
        #expect(error?.requestID == "req-7")
    }

    @Test func `an answer that breaks off is truncated, and what came before it was told`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.song[2])
            connection.finish()
        }
        defer { server.stop() }
        let run = model(server).stream("go")
        var text = ""
        let error = await #expect(throws: ModelError.self) {
            for try await token in run.tokens { text += token.text }
        }
        #expect(error?.kind == .truncated)
        #expect(text == "Bub")
    }

    @Test func `an answer that ends without saying so is truncated too`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.song[2])
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.kind == .truncated)
    }

    @Test func `a web page is no answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer([("Content-Type", "text/html")], body: "<html><title>Log in</title></html>")
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.kind == .invalidResponse)
        #expect(error?.message.contains("Log in") == true)
    }

    @Test func `an error inside the stream fails the run after what came before it`() async throws {
        let server = try LoopbackServer.events([
            Self.song[2], #"{"error":{"message":"Overloaded","type":"server_error"}}"#,
        ])
        defer { server.stop() }
        let failures = Mailbox<RunFailure>()
        let error = await #expect(throws: ModelError.self) {
            try await model(server).generate("go", callbacks: [.onError { failures.put($0) }])
        }
        #expect(error?.kind == .server)
        #expect(failures.all.map(\.result.text) == ["Bub"])
    }

    @Test func `no server is an error of the connection`() async throws {
        let server = try LoopbackServer.events([])
        let url = server.url
        server.stop()
        var model = OpenAIChatModel("test", baseURL: url, apiKey: "secret")
        model.configuration.http.retries = .never
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .connection)
    }

    @Test func `OpenAI is not asked without a key`() async throws {
        let model = OpenAIChatModel("gpt-5-mini", configuration: .init())
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .authentication)
        #expect(error?.message.contains("OPENAI_API_KEY") == true)
    }

    @Test(arguments: ["line\r\nbreak", "nul\0"])
    func `a key that could forge a header is refused and not shown`(key: String) async throws {
        let model = OpenAIChatModel("test", baseURL: "http://127.0.0.1:9", apiKey: key)
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .invalidRequest)
        #expect(error?.description.contains(key) == false)
    }

    @Test func `cancelling the task closes the connection while the server is silent`() async throws {
        let (reached, closed) = (Gate(), Gate())
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.song[2])
            reached.open()
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let model = model(server)
        let task = Task { try await model.generate("go") }
        await reached.wait()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await closed.wait()
    }

    @Test func `leaving the loop closes the connection`() async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.song[2])
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let run = model(server).stream("go")
        for try await _ in run.tokens { break }
        #expect(try await run.result.outcome == .cancelled(.abandoned))
        await closed.wait()
    }

    @Test func `a hundred streams at once come whole`() async throws {
        let server = try LoopbackServer.events(Self.song)
        defer { server.stop() }
        let model = model(server)
        let replies = await model.batch(Array(repeating: "go", count: 100), maxConcurrent: 100)
        #expect(replies.allSatisfy { (try? $0.get().text) == "Bubbles 🫧" })
    }

    private func model(_ server: LoopbackServer, retries: RetryPolicy = RetryPolicy()) -> OpenAIChatModel {
        var model = OpenAIChatModel("test", baseURL: server.url + "/v1/", apiKey: "secret")
        model.configuration.http.retries = retries
        return model
    }
}
