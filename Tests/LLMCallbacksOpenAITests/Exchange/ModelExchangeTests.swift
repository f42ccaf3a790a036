// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// Retries, deadlines and limits against a real server on the loopback interface.
@Suite(.timeLimit(.minutes(5))) struct ModelExchangeTests {
    private static let answer = [#"{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}"#]

    @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 529])
    func `a busy server is asked again, and each retry is told`(status: Int) async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                if connection.requestCount <= 2 {
                    try connection.answer(status: status, body: #"{"error":{"message":"Later, sk-secret."}}"#)
                } else {
                    try connection.answer(events: Self.answer)
                }
            }
        }
        defer { server.stop() }
        let retries = Mailbox<Retry>()
        let reply = try await model(server).generate("go", callbacks: [.onRetry { retries.put($0) }])
        #expect(reply.text == "Hi")
        #expect(retries.all.map(\.attempt) == [1, 2])
        #expect(retries.all.allSatisfy { $0.reason.contains("(HTTP \(status)): Later, [redacted].") })
        #expect(retries.all.allSatisfy { $0.delay > .zero })
        #expect(server.connectionCount == 1)
        #expect(Set(server.requests.map(\.body)).count == 1)
    }

    @Test func `after the last retry the error is the server's`() async throws {
        let server = try LoopbackServer.refusing(status: 503)
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.status == 503)
        #expect(server.requests.count == 3)
    }

    @Test(arguments: [
        (400, "", ""), (401, "", ""), (404, "", ""), (302, "Location", "http://127.0.0.1:9/"),
        (429, "x-should-retry", "false"), (500, "x-should-retry", "false"), (429, "retry-after", "121"),
    ])
    func `what will not pass is asked once`(status: Int, header: String, value: String) async throws {
        let headers = header.isEmpty ? [] : [(header, value)]
        let server = try LoopbackServer.refusing(status: status, headers)
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.status == status)
        #expect(server.requests.count == 1)
    }

    @Test func `a connection that breaks before the first event is made anew, by FIN or RST`() async throws {
        let requests = Mailbox<Int>()
        let server = try LoopbackServer { connection in
            // Another test's retry may come to this port, if its own server had it before: that is not counted.
            guard let request = connection.readRequest(),
                String(decoding: request.body, as: UTF8.self).contains("break off")
            else { return }
            let number = requests.all.count
            requests.put(number)
            switch number {
            case 0: connection.finish()
            case 1: connection.reset()
            case 2:
                try connection.sendChunkedHead()
                try connection.sendChunk(": ping\n\ndata: {\"cho")
                connection.finish()
            default: try connection.answer(events: Self.answer)
            }
        }
        defer { server.stop() }
        let retries = Mailbox<Retry>()
        let reply = try await model(server, maxRetries: 3)
            .generate("break off", callbacks: [.onRetry { retries.put($0) }])
        #expect(reply.text == "Hi")
        #expect(retries.all.map(\.attempt) == [1, 2, 3])
    }

    @Test func `after the first event nothing is asked again`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: #"{"choices":[]}"#)
            connection.reset()
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.kind == .truncated)
        #expect(server.connectionCount == 1)
    }

    @Test func `a wait that passes the total limit is not begun`() async throws {
        let server = try LoopbackServer.refusing(status: 429, [("retry-after", "100")])
        defer { server.stop() }
        var model = model(server)
        model.configuration.http.timeouts.total = .seconds(50)
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .rateLimited)
        #expect(server.requests.count == 1)
    }

    @Test func `the total limit spans all attempts`() async throws {
        for limit in GrowingLimit.all {
            let server = try LoopbackServer { connection in
                _ = connection.readRequest()
                if connection.number == 0 { return try connection.answer(status: 500) }
                connection.waitForClose()
            }
            defer { server.stop() }
            var model = model(server)
            model.configuration.http.timeouts.total = limit
            let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
            // A machine that is too busy for the first attempt within the limit has a longer one.
            if server.connectionCount < 2 { continue }
            #expect(error?.kind == .timeout)
            #expect(server.connectionCount == 2)
            return
        }
        Issue.record("no second attempt within \(GrowingLimit.longest)")
    }

    @Test func `each attempt has what is left of the total limit`() throws {
        let options = HTTPOptions(timeouts: Timeouts(total: .seconds(9)))
        let exchange = ModelExchange(request: try HTTPRequest(url: "http://a", options: options))
        let now = ContinuousClock.now
        let attempt = exchange.attempt(until: now + .seconds(4), from: now)
        #expect(attempt.options.timeouts == Timeouts(total: .seconds(4)))
        #expect(exchange.attempt(until: nil).options.timeouts == Timeouts(total: nil))
    }

    @Test func `a server that is silent is not given the work again`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.waitForClose()
        }
        defer { server.stop() }
        var model = model(server)
        model.configuration.http.timeouts.firstToken = .milliseconds(20)
        let retries = Mailbox<Retry>()
        let error = await #expect(throws: ModelError.self) {
            try await model.generate("go", callbacks: [.onRetry { retries.put($0) }])
        }
        #expect(error?.kind == .timeout)
        #expect(retries.all.isEmpty)
    }

    @Test func `a connection that is not accepted in time is asked for again`() async throws {
        let listener = try FullListener()
        defer { listener.stop() }
        var model = OpenAIChatModel("test", baseURL: listener.url, apiKey: "sk-secret")
        model.configuration.http.retries = RetryPolicy(maxRetries: 1, firstDelay: .milliseconds(1))
        model.configuration.http.timeouts.connect = .milliseconds(20)
        let retries = Mailbox<Retry>()
        let error = await #expect(throws: ModelError.self) {
            try await model.generate("go", callbacks: [.onRetry { retries.put($0) }])
        }
        #expect(error?.kind == .timeout)
        #expect(retries.all.map(\.attempt) == [1])
    }

    @Test func `the error of a refusal without end is the server's`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead(status: 400)
            try connection.sendChunk("No luck.\n")
            while true { try connection.sendChunk(String(repeating: "x", count: 1_400)) }
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.status == 400)
        #expect(error?.message.contains("No luck.") == true)
    }

    @Test func `a web page without end is no answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead(type: "text/html")
            try connection.sendChunk("<html><title>Log in</title>")
            while true { try connection.sendChunk(String(repeating: "x", count: 1_400)) }
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
        #expect(error?.kind == .invalidResponse)
        #expect(error?.message.contains("Log in") == true)
    }

    @Test func `cancelling ends a wait at once`() async throws {
        let server = try LoopbackServer.refusing(status: 429, [("retry-after", "100")])
        defer { server.stop() }
        let waiting = Gate()
        let model = model(server)
        let task = Task { try await model.generate("go", callbacks: [.onRetry { _ in waiting.open() }]) }
        await waiting.wait()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.count == 1)
    }

    @Test func `pings do not hold off the limit of the first token`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: #"{"choices":[],"model":"m","usage":{"prompt_tokens":12}}"#)
            while true { try connection.sendChunk(": ping\n\n") }
        }
        defer { server.stop() }
        var model = model(server)
        model.configuration.http.timeouts.firstToken = .milliseconds(50)
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .timeout)
        #expect(error?.message.contains("no token") == true)
    }

    @Test func `an answer that pings for ever passes the limit between events`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: #"{"choices":[{"delta":{"content":"a"}}]}"#)
            while true { try connection.sendChunk(": ping\n\n") }
        }
        defer { server.stop() }
        var model = model(server)
        model.configuration.http.timeouts.event = .milliseconds(50)
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.message.contains("no event") == true)
    }

    @Test func `a limit of size is named, and what came before it is told`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            while true { try connection.sendEvent(data: #"{"choices":[{"delta":{"content":"a"}}]}"#) }
        }
        defer { server.stop() }
        var model = model(server)
        model.configuration.http.limits.answer = 10_000
        let failures = Mailbox<RunFailure>()
        let error = await #expect(throws: ModelError.self) {
            try await model.generate("go", callbacks: [.onError { failures.put($0) }])
        }
        #expect(error?.kind == .tooLarge)
        #expect(error?.message.contains("10000 bytes") == true)
        #expect(failures.all.first?.result.text.hasPrefix("a") == true)
    }

    @Test func `a key that the server echoes is not shown, in the stream either`() async throws {
        for answer in ["", "data: "] {
            let server = try LoopbackServer { connection in
                _ = connection.readRequest()
                let body = #"\#(answer){"error":{"message":"Wrong key: Bearer sk-secret!"}}"# + "\n\n"
                try connection.answer(status: answer.isEmpty ? 401 : 200, [("x-request-id", "sk-secret")], body: body)
            }
            defer { server.stop() }
            let error = await #expect(throws: ModelError.self) { try await model(server).generate("go") }
            #expect(error?.message == "Wrong key: [redacted]!" || error?.message == "Wrong key: Bearer [redacted]!")
            #expect(error?.requestID == "[redacted]")
        }
    }

    private func model(_ server: LoopbackServer, maxRetries: Int = 2) -> OpenAIChatModel {
        var model = OpenAIChatModel("test", baseURL: server.url + "/v1", apiKey: "sk-secret")
        model.configuration.http.retries = RetryPolicy(maxRetries: maxRetries, firstDelay: .milliseconds(1))
        return model
    }
}

extension Callback {
    fileprivate static func onRetry(_ body: @escaping @Sendable (Retry) -> Void) -> Callback {
        .onEvent(.retrying) { event in
            if case .retrying(let retry) = event.kind { body(retry) }
        }
    }
}
