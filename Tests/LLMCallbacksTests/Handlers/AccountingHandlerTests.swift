// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct AccountingHandlerTests {
    private let usage = ModelChunk.usage(TokenUsage(inputTokens: 9, outputTokens: 2))

    @Test func `hears all that was said of usage so far, between the tokens`() async throws {
        let accountant = Accountant()
        let input = ModelChunk.usage(TokenUsage(inputTokens: 9, outputTokens: nil))
        let output = ModelChunk.usage(TokenUsage(inputTokens: nil, outputTokens: 2))
        try await ChunkModel([input, .text("a"), output]).generate("", callbacks: [.handler(accountant)])
        #expect(
            accountant.notes.all == ["started", "9 in, - out", "token", "9 in, 2 out", "close ended", "ended"]
        )
    }

    @Test func `closes a failed and a cancelled run once, before their end`() async throws {
        let accountant = Accountant()
        _ = try? await ChunkModel([usage], error: Mishap()).generate("", callbacks: [.handler(accountant)])
        #expect(accountant.notes.all.suffix(2) == ["close failed", "failed"])
        let stop = Callback.onEvent(.tokens) { $0.run.stop(reason: "enough") }
        try await ChunkModel("a").generate("", callbacks: [.handler(accountant), stop])
        #expect(accountant.notes.all.suffix(2) == [#"close cancelled(stopped: enough)"#, "cancelled"])
    }

    @Test func `its events and its usage reach everybody before the end, and the order holds`() async throws {
        let accountant = Accountant { closing in
            closing.usage?.reasoning = 1
            closing.events = [CustomEvent(name: "one"), CustomEvent(name: "two")]
        }
        let inline = RecordingHandler()
        let queued = AsyncRecordingHandler()
        let order = EventOrderChecker()
        let reply = try await ChunkModel([.text("a"), usage]).generate(
            "",
            callbacks: [.handler(order), .handler(inline), .handler(queued), .handler(accountant)]
        )
        try order.verify()
        #expect(inline.kinds == [.started, .token, .custom, .custom, .ended])
        #expect(queued.kinds == inline.kinds)
        #expect(reply.usage == TokenUsage(inputTokens: 9, outputTokens: 2, reasoningTokens: 1))
        #expect(inline.events.last?.result?.usage == reply.usage)
    }

    @Test func `who fails at its events is told to the others, before the end`() async throws {
        let accountant = Accountant { $0.events = [CustomEvent(name: "one")] }
        let heard = RecordingHandler()
        let faulty = ActingHandler { event in if case .custom = event.kind { throw Mishap() } }
        let reply = try await ChunkModel("a").generate(
            "",
            callbacks: [.handler(heard), .handler(faulty), .handler(accountant)]
        )
        #expect(heard.kinds == [.started, .token, .custom, .handlerFailed, .ended])
        #expect(reply.handlerFailureCount == 1)
    }

    @Test func `waits for nested runs`() async throws {
        let accountant = Accountant()
        let manager = CallbackManager([.handler(accountant)])
        try await manager.run("outer", kind: .chain) { _ in
            _ = try await ChunkModel("a", name: "inner").generate("")
        }
        #expect(accountant.notes.all.suffix(4) == ["close ended", "ended", "close ended", "ended"])
    }

    @Test func `any handler may emit an event, which comes after the one that is told`() async throws {
        let heard = RecordingHandler()
        let speaker = Callback.onEvent(.tokens) { event in
            event.run.custom("seen", data: .integer(event.sequence))
        }
        let late = Callback.onEvent(.terminal) { $0.run.custom("late") }
        try await ChunkModel("a", "b").generate("", callbacks: [speaker, late, .handler(heard)])
        #expect(heard.kinds == [.started, .token, .custom, .token, .custom, .ended])
        #expect(heard.events.map(\.sequence) == [0, 1, 2, 3, 4, 5])
    }

    /// Writes down what it hears.
    private final class Accountant: AccountingHandler {
        let notes = Notes<String>()
        private let act: @Sendable (inout RunClosing) -> Void

        init(_ act: @escaping @Sendable (inout RunClosing) -> Void = { _ in }) { self.act = act }

        func handle(_ event: CallbackEvent) { notes.add("\(event.eventKind)") }

        func account(_ usage: TokenUsage, of run: RunContext) {
            let numbers = [usage.inputTokens, usage.outputTokens].map { $0.map { "\($0)" } ?? "-" }
            notes.add("\(numbers[0]) in, \(numbers[1]) out")
        }

        func close(_ closing: inout RunClosing) {
            switch closing.outcome {
            case .ended: notes.add("close ended")
            case .failed: notes.add("close failed")
            case .cancelled(let reason): notes.add("close cancelled(\(reason))")
            }
            act(&closing)
        }
    }
}
