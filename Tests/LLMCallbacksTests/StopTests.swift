// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct StopTests {
    @Test func `a handler that stops at a token ends the run there, for all`() async throws {
        let (before, after, queued) = (RecordingHandler(), RecordingHandler(), AsyncRecordingHandler())
        let stopper = ActingHandler { if $0.token?.text == "b" { $0.run.stop(reason: "enough") } }
        let model = ScriptedModel("a", "b", "c", "d")
        let reply = try await model.generate(
            "Hello",
            callbacks: [.handler(before), .handler(stopper), .handler(after), .handler(queued)]
        )
        #expect(reply.outcome == .cancelled(.stopped("enough")))
        #expect(reply.text == "ab")
        for kinds in [before.kinds, after.kinds, queued.kinds] {
            #expect(kinds == [.started, .token, .token, .cancelled])
        }
        guard case .cancelled(let cancellation)? = after.events.last?.kind else {
            Issue.record("no cancellation came")
            return
        }
        #expect(cancellation.reason == .stopped("enough"))
        try await model.waitForReturns()
        #expect((model.thrownErrors.first as? RunError)?.code == .stopped)
    }

    @Test func `a handler that stops at the start keeps the model from being asked`() async throws {
        let recorder = RecordingHandler()
        let stopper = ActingHandler { if $0.eventKind == .started { $0.run.stop(reason: "no") } }
        let model = ScriptedModel("a")
        let reply = try await model.generate("Hello", callbacks: [.handler(stopper), .handler(recorder)])
        #expect(reply.outcome == .cancelled(.stopped("no")))
        #expect(recorder.kinds == [.started, .cancelled])
        #expect(model.requests.isEmpty)
    }

    @Test func `a handler that stops at the start keeps the body from running`() async throws {
        let stopper = ActingHandler { if $0.eventKind == .started { $0.run.stop(reason: "no") } }
        let body = Gate(isOpen: true)
        let manager = CallbackManager([.handler(stopper)])
        let reply = try await manager.run("loop", input: "Hello") { _ in await body.wait() }
        #expect(reply.outcome == .cancelled(.stopped("no")))
        let error = await #expect(throws: RunError.self) {
            try await manager.run("tool", kind: .tool) { _ -> Int in
                await body.wait()
                return 1
            }
        }
        #expect(error?.code == .stopped)
        #expect(body.arrivals == 0)
    }

    @Test func `a queued handler can stop the run`() async throws {
        let recorder = RecordingHandler()
        let stopper = AsyncActingHandler { if $0.token != nil { $0.run.stop(reason: "enough") } }
        let model = ScriptedModel(steps: ["a", .gate("middle"), "b"])
        let reply = try await model.generate("Hello", callbacks: [.handler(stopper), .handler(recorder)])
        #expect(reply.outcome == .cancelled(.stopped("enough")))
        #expect(recorder.kinds == [.started, .token, .cancelled])
        try await model.waitForCancellations()
    }

    @Test func `the first word counts`() async throws {
        let recorder = RecordingHandler()
        let stopper = ActingHandler { event in
            guard event.token != nil else { return }
            event.run.stop(reason: "first")
            event.run.stop(reason: "second")
            throw InjectedFault()
        }
        let reply = try await ScriptedModel("a").generate(
            "Hello",
            callbacks: [.handler(stopper, failure: .failRun), .handler(recorder)]
        )
        #expect(reply.outcome == .cancelled(.stopped("first")))
        #expect(recorder.terminals.count == 1)
    }

    @Test func `stopping at the end does nothing`() async throws {
        let recorder = RecordingHandler()
        let stopper = ActingHandler { if $0.isTerminal { $0.run.stop(reason: "late") } }
        let reply = try await ScriptedModel("a").generate("Hello", callbacks: [.handler(stopper), .handler(recorder)])
        #expect(reply.outcome == .ended)
        #expect(recorder.kinds == [.started, .token, .ended])
    }

    @Test func `stopping frees a model that waits for a full queue`() async throws {
        let gate = Gate()
        let queued = AsyncRecordingHandler(waitingAt: gate)
        let run = Slot<RunContext>()
        let recorder = RecordingHandler()
        let catcher = ActingHandler { run.value = $0.run }
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 100))
        async let reply = model.generate(
            "Hello",
            callbacks: [.handler(queued, limit: 1), .handler(catcher), .handler(recorder)]
        )
        try await gate.waitForArrivals()
        try await recorder.wait(for: .token)
        run.value?.stop(reason: "enough")
        try await model.waitForReturns()
        gate.open()
        #expect(try await reply.outcome == .cancelled(.stopped("enough")))
        #expect(queued.kinds.last == .cancelled)
    }

    @Test func `stopping a run stops the runs nested in it, which end before it`() async throws {
        let (recorder, order) = (RecordingHandler(), EventOrderChecker())
        let manager = CallbackManager([.handler(recorder), .handler(order)])
        let model = ScriptedModel(steps: ["a", .gate("never")])
        let stopper = ActingHandler { if $0.token != nil { recorder.events[0].run.stop(reason: "enough") } }
        await #expect(throws: (any Error).self) {
            try await manager.run("chain", kind: .chain, callbacks: [.handler(stopper)]) { _ in
                _ = try await model.generate("Hello")
            }
        }
        #expect(recorder.kinds == [.started, .started, .token, .cancelled, .cancelled])
        #expect(recorder.events.last?.run.parentID == nil)
        try order.verify()
    }
}
