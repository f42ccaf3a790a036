// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Synchronization
import Testing

/// The examples of README.md and Docs: what a document shows stands here word for word, so that it compiles, and runs with
/// a scripted model.
struct CallSiteTests {
    private let model = ScriptedModel("to ", "be")

    @Test func `one closure hears every token`() async throws {
        let reply = try await model.generate(
            "Write me a song.",
            callbacks: [.onToken { print($0.text, terminator: "") }]
        )
        print(reply.text, reply.usage?.outputTokens ?? 0, reply.duration)
        #expect(reply.text == "to be")
    }

    @Test func `tokens come as an async sequence, and every event goes to a file`() async throws {
        let file = try TestFile()
        let path = file.path
        var printed = ""
        func print(_ text: String, terminator: String) { printed += text }

        let run = model.stream("Write me a song.", callbacks: [.jsonLines(path: path)])
        for try await token in run.tokens { print(token.text, terminator: "") }
        let summary = try await run.result

        #expect(printed == "to be")
        #expect(summary.text == "to be")
        #expect(try file.text.split(separator: "\n").count == 4)
    }

    @Test func `the iterator is a handler next to others`() async throws {
        let messages: [ModelMessage] = [.system("You are a poet."), .user("Write me a song.")]
        let socket = Socket()

        let iterator = AsyncIteratorHandler()
        async let reply = model.generate(messages, callbacks: [.handler(iterator), .standardOutput])
        for try await token in iterator.tokens { await socket.send(token.text) }
        let result = try await reply

        #expect(await socket.sent == ["to ", "be"])
        #expect(result.text == "to be")
    }

    @Test func `one manager serves the whole app`() async throws {
        let counter = TokenCountingHandler()
        let manager = CallbackManager([.standardOutput, .counting(counter)])
        let registration = manager.add(WebhookHandler(), events: .lifecycle, overflow: .dropOldest, limit: 256)
        try await model.generate("Write me a song.", manager: manager)
        manager.remove(registration)
        print(counter.snapshot().total.runs)

        #expect(counter.snapshot().total.runs == 1)
        #expect(manager.registrations.count == 2)
    }

    @Test func `any model at all is told piece by piece`() async throws {
        let manager = CallbackManager()
        let prompt = "Write me a song."
        let anySequence = AsyncStream { continuation in
            continuation.yield("to ")
            continuation.yield("be")
            continuation.finish()
        }

        let reply = try await manager.run("my-model", input: prompt) { run in
            for try await piece in anySequence { try await run.token(piece) }
        }

        #expect(reply.text == "to be")
    }

    @Test func `steps nest, and a scope is heard in all of them`() async throws {
        let heard = RecordingHandler()
        let manager = CallbackManager()

        let answer = try await withCallbacks([.handler(heard)]) {
            try await manager.run("plan", kind: .chain) { _ in
                let city = try await manager.run("lookup", kind: .tool, value: ["query": "capital of Norway"]) { _ in
                    "Oslo"
                }
                return try await model.generate("A song about \(city), please.")
            }
        }

        #expect(answer.text == "to be")
        #expect(heard.runIDs.count == 3)
    }

    @Test func `one loop reads all the models of an agent`() async throws {
        let manager = CallbackManager()
        let iterator = AsyncIteratorHandler()
        async let last = manager.run("agent", kind: .agent, callbacks: [.handler(iterator)]) { _ in
            try await model.generate("What do you know?")
            return try await model.generate("Write me a song.")
        }
        var texts: [String] = []
        for try await token in iterator.tokens { texts.append(token.text) }

        #expect(texts == ["to ", "be", "to ", "be"])
        #expect(try await last.text == "to be")
    }

    @Test func `a handler may stop its run`() async throws {
        let reply = try await model.generate(
            "Write me a song.",
            callbacks: [
                .onEvent(.tokens) { event in
                    if event.sequence >= 1 { event.run.stop(reason: "that is enough") }
                }
            ]
        )
        if case .cancelled(let reason) = reply.outcome { print(reason, reply.text) }

        #expect(reply.outcome == .cancelled(.stopped("that is enough")))
        #expect(reply.text == "to ")
    }

    @Test func `rules stand at the registration`() async throws {
        let manager = CallbackManager()
        manager.add(WebhookHandler(), failure: .detach(after: 3), deadline: .seconds(2))
        manager.add(Stopwatch(), events: .terminal, runs: .kinds(.model), failure: .failRun)
        for route in manager.describe("my-model") { print(route) }

        #expect(manager.describe("my-model").map(\.isHeard) == [true, true])
    }

    @Test func `a handler is registered for a call, a manager or a piece of code`() async throws {
        let manager = CallbackManager()
        func answer(_ question: String) async throws { try await model.generate(question, manager: manager) }
        let question = "What now?"

        try await model.generate("Hello", callbacks: [.handler(Stopwatch())])
        manager.add(WebhookHandler(), events: .lifecycle, overflow: .dropOldest, limit: 256)
        try await withCallbacks([.handler(Stopwatch())]) { try await answer(question) }

        #expect(model.requests.count == 2)
    }

    @Test func `several requests at once are a run each`() async throws {
        let results = await model.batch(["A song.", "A poem."], maxConcurrent: 2, callbacks: [.standardOutput])
        for result in results { print(try result.get().text) }
        #expect(results.count == 2)
    }

    @Test func `handlers of each sort keep the rules`() async throws {
        try await HandlerConformance.check(Stopwatch())
        try await HandlerConformance.check(WebhookHandler())
        try await HandlerConformance.check(TableWriter())
    }

    @Test func `a handler's cost can be measured`() async throws {
        let costs = try await CostTable.measure("stopwatch") { .handler(Stopwatch()) }
        print(costs)
        #expect(costs.rows.last?.name == "stopwatch")
    }

    @Test func `order can be checked beside one's own handlers`() async throws {
        let order = EventOrderChecker()
        let heard = RecordingHandler()
        try await model.generate("Hello", callbacks: [.handler(order), .handler(heard)])
        try order.verify()
        #expect(heard.kinds == [.started, .token, .token, .ended])
    }
}

/// A sync handler, as Docs/Handlers.md shows it.
private final class Stopwatch: CallbackHandler {
    private let slowest = Mutex(Duration.zero)

    func handle(_ event: CallbackEvent) {
        guard let result = event.result else { return }
        slowest.withLock { $0 = max($0, result.duration) }
    }
}

/// An async handler, as Docs/Handlers.md shows it.
private struct WebhookHandler: AsyncCallbackHandler {
    func handle(_ event: CallbackEvent) async throws {
        switch event.kind {
        case .started: try await post("\(event.run.name) started")
        case .failed(let failure): try await post("\(event.run.name) failed: \(failure.error)")
        default: break
        }
    }

    private func post(_ text: String) async throws {}
}

/// A batch handler, as Docs/Handlers.md shows it.
private actor TableWriter: BatchCallbackHandler {
    private var rows: [String] = []

    func handle(_ events: [CallbackEvent]) async throws {
        rows += events.compactMap(\.token?.text)
    }
}

/// Somebody at the other end of a connection.
private actor Socket {
    private(set) var sent: [String] = []
    func send(_ text: String) { sent.append(text) }
}
