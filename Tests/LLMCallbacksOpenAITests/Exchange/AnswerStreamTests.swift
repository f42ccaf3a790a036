// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// When an answer ends, over transports whose times are the tests' own.
@Suite(.timeLimit(.minutes(5))) struct AnswerStreamTests {
    private static let complete = #"{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}"#
    private static let never = Duration.seconds(3600)

    @Test func `what follows the finish reason is waited for`() async throws {
        let isHeard = Gate()
        let server = try completeAnswer { connection in
            connection.wait(for: isHeard)
            try connection.sendEvent(data: #"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34}}"#)
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let model = model(server, try .settling(after: Self.never))
        let reply = try await model.generate("go", callbacks: [.onToken { _ in isHeard.open() }])
        #expect(reply.usage == TokenUsage(inputTokens: 12, outputTokens: 34))
    }

    @Test(arguments: [[complete], [#"{"choices":[{"delta":{"content":"a"}}]}"#, "[DONE]"]])
    func `a server that says that the answer is over need not end its body`(events: [String]) async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for event in events { try connection.sendEvent(data: event) }
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let settleTime = events.last == "[DONE]" ? Self.never : .milliseconds(20)
        #expect(try await model(server, .settling(after: settleTime)).generate("go").text == "a")
        await closed.wait()
    }

    @Test func `the rest of a body is read, so that its connection serves the next request`() async throws {
        let gates = [Gate(), Gate(), Gate()]
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                try connection.sendChunkedHead()
                for event in [Self.complete, "[DONE]"] { try connection.sendEvent(data: event) }
                connection.wait(for: gates[connection.requestCount - 1])
                try connection.sendLastChunk()
            }
        }
        defer { server.stop() }
        // Far more time than the end of the body needs, so that a slow machine does not matter.
        let transport = try CurlTransport(settings: .init(drainTime: .seconds(30)))
        for gate in gates {
            _ = try await model(server, transport).generate("go")
            gate.open()
            await transport.whenIdle()
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a choice that was asked for is waited for, however long the one before has been over`() async throws {
        let transport = try CurlTransport.settling(after: .milliseconds(20))
        let (isHeard, isGoing) = (Gate(), Gate())
        let server = try completeAnswer { connection in
            connection.wait(for: isGoing)
            try connection.sendEvent(data: #"{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"stop"}]}"#)
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let model = model(server, transport, choices: 2)
        let reply = Task {
            defer { isHeard.open() }
            return try await model.generate("go", callbacks: [.onToken { _ in isHeard.open() }])
        }
        await isHeard.wait()
        try await settle(on: transport)
        isGoing.open()
        #expect(try await reply.value.choices.map(\.text) == ["a", "b"])
    }

    @Test func `a server that gives fewer choices and falls silent is left, and what came is a success`() async throws {
        let server = try completeAnswer { $0.waitForClose() }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: nil, idle: .milliseconds(20), event: nil)
        let model = model(server, try .settling(after: Self.never), choices: 2, timeouts: timeouts)
        #expect(try await model.generate("go").choices.map(\.text) == ["a"])
    }

    @Test func `a further choice that begins is an answer that goes on`() async throws {
        for settleTime in GrowingLimit.all {
            let (isFirstHeard, isHeard, isGoing) = (Gate(), Gate(), Gate())
            let server = try completeAnswer { connection in
                connection.wait(for: isFirstHeard)
                try connection.sendEvent(data: #"{"choices":[{"index":1,"delta":{"content":"b"}}]}"#)
                connection.wait(for: isGoing)
                try connection.sendEvent(data: #"{"choices":[{"index":1,"delta":{},"finish_reason":"length"}]}"#)
                try connection.sendLastChunk()
            }
            defer { server.stop() }
            let transport = try CurlTransport.settling(after: settleTime)
            let model = model(server, transport)
            let isGoingOn = Callback.onToken { ($0.choice == 0 ? isFirstHeard : isHeard).open() }
            let reply = Task {
                defer { isHeard.open() }
                return try await model.generate("go", callbacks: [isGoingOn])
            }
            await isHeard.wait()
            try await settle(on: transport)
            isGoing.open()
            // A machine that is too busy for the second choice within the time has a longer one.
            guard let choices = try? await reply.value.choices, choices.count == 2 else { continue }
            #expect(choices.map(\.finishReason) == [.stop, .length])
            return
        }
        Issue.record("no second choice, or not its end, with a settling time of \(GrowingLimit.longest)")
    }

    @Test func `the reader of an answer tells the transport of events and of the first token`() async throws {
        let storage = HTTPStreamStorage()
        let stream = HTTPStream(id: 0, storage: storage, transport: try CurlTransport())
        let model = AnyStreamingModel("test") { _, output in try await Self.answer(stream).send(to: output) }
        let reply = Task { try await model.generate("go") }
        _ = storage.receive(HTTPStreamBatch(head: HTTPHead(status: 200, headers: [])))
        await storage.waitForJudgement(ofPart: 1)
        var progress = storage.progress
        /// Whether a part of the body is an event and has the first token, as the reader sees it.
        func send(_ body: String, asPart number: Int) async -> [Bool] {
            let before = progress
            _ = storage.receive(HTTPStreamBatch(body: Array(body.utf8)))
            await storage.waitForJudgement(ofPart: number)
            progress = storage.progress
            return [progress.lastEvent > before.lastEvent, progress.hasToken]
        }
        #expect(await send(": ping\n\n", asPart: 2) == [false, false])
        let usage = #"data: {"choices":[{"delta":{"role":"assistant"}}],"model":"m","usage":{"prompt_tokens":12}}"#
        #expect(await send(usage, asPart: 3) == [false, false])
        #expect(await send("\n\n", asPart: 4) == [true, false])
        #expect(await send("data: \(Self.complete)\n\n", asPart: 5) == [true, true])
        #expect(await send(": ping\n\n", asPart: 6) == [false, true])
        #expect(await send("event: ping\ndata: {}\n\n", asPart: 7) == [false, true])
        _ = storage.receive(HTTPStreamBatch(ending: .complete))
        #expect(try await reply.value.text == "a")
    }

    @Test func `the body of a refusal is one event, however it trickles`() async throws {
        let storage = HTTPStreamStorage()
        let stream = HTTPStream(id: 0, storage: storage, transport: try CurlTransport())
        let model = AnyStreamingModel("test") { _, output in
            try await Self.answer(stream).send(to: output)
        }
        let reply = Task { try await model.generate("go") }
        _ = storage.receive(HTTPStreamBatch(head: HTTPHead(status: 400, headers: [])))
        await storage.waitForJudgement(ofPart: 1)
        let begin = storage.progress.lastEvent
        _ = storage.receive(HTTPStreamBatch(body: Array("No".utf8)))
        await storage.waitForJudgement(ofPart: 2)
        #expect(storage.progress.hasToken)
        #expect(storage.progress.lastEvent == begin)
        _ = storage.receive(HTTPStreamBatch(body: Array(" luck.".utf8), ending: .complete))
        await #expect(throws: (any Error).self) { try await reply.value }
    }

    /// A server that sends a complete answer with one choice, and then does what the script says.
    private func completeAnswer(_ script: @escaping LoopbackServer.Script) throws -> LoopbackServer {
        try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.complete)
            try script(connection)
        }
    }

    /// Returns after the transport has waited for its settling time: another stream has settled meanwhile.
    private func settle(on transport: CurlTransport) async throws {
        let server = try completeAnswer { $0.waitForClose() }
        defer { server.stop() }
        let stream = transport.open(try .test(server.url))
        _ = try await stream.body(atLeast: 1)
        stream.settle()
        while try await stream.next() != nil {}
    }

    private func model(
        _ server: LoopbackServer,
        _ transport: CurlTransport,
        choices: Int = 1,
        timeouts: Timeouts = .none
    ) -> AnyStreamingModel {
        AnyStreamingModel("test") { _, output in
            let stream = transport.open(try .test(server.url, timeouts: timeouts))
            try await Self.answer(stream, choices: choices).send(to: output)
        }
    }

    private static func answer(_ stream: HTTPStream, choices: Int = 1) -> AnswerStream<ChatCompletionResponse> {
        AnswerStream(stream, maxBytes: 1 << 20, choices: choices) { head in
            ChatCompletionResponse(head, limits: AnswerLimits())
        }
    }
}

extension CurlTransport {
    fileprivate static func settling(after settleTime: Duration) throws -> CurlTransport {
        try CurlTransport(settings: .init(settleTime: settleTime))
    }
}

extension HTTPStreamStorage {
    /// Waits until the reader has said what came of a part, counted from 1.
    fileprivate func waitForJudgement(ofPart number: Int) async {
        while progress.judgedParts <= number { await Task.yield() }
    }
}
