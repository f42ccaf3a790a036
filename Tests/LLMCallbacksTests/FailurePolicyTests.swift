// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FailurePolicyTests {
    static let kinds: [EventKind] = [.started, .token, .ended]

    private func callback(_ kind: EventKind, _ policy: FailurePolicy, isQueued: Bool) -> Callback {
        let fault = Fault.throwing(InjectedFault("handler"))
        return isQueued
            ? .handler(AsyncFaultyHandler(fault, at: kind), failure: policy, label: "faulty")
            : .handler(FaultyHandler(fault, at: kind), failure: policy, label: "faulty")
    }

    @Test(arguments: kinds, [false, true])
    func `a reported fault harms nobody and is told once`(kind: EventKind, isQueued: Bool) async throws {
        let (before, after) = (RecordingHandler(), RecordingHandler())
        let model = ScriptedModel(steps: ["a", .finish(.stop)])
        let reply = try await model.generate(
            "Hello",
            callbacks: [.handler(before), callback(kind, .report, isQueued: isQueued), .handler(after)]
        )
        #expect(reply.outcome == .ended)
        #expect(reply.text == "a")
        #expect(reply.handlerFailureCount == 1)
        let failure = try #require(reply.handlerFailures.first)
        #expect(failure.label == "faulty")
        #expect(failure.sequence == Self.kinds.firstIndex(of: kind))
        #expect(!failure.isDetached)
        for recorder in [before, after] {
            #expect(recorder.kinds.filter { $0 != .handlerFailed } == [.started, .token, .ended])
            #expect(recorder.kinds.count { $0 == .handlerFailed } <= 1)
            #expect(recorder.kinds.last == .ended)
        }
    }

    @Test func `a fault at a token is told to the others, in order, and never to the faulty one`() async throws {
        let (before, after, queued) = (RecordingHandler(), RecordingHandler(), AsyncRecordingHandler())
        let faulty = FaultyHandler(at: .token)
        let reply = try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.handler(before), .handler(faulty), .handler(after), .handler(queued)]
        )
        for kinds in [before.kinds, after.kinds, queued.kinds] {
            #expect(kinds == [.started, .token, .handlerFailed, .token, .handlerFailed, .ended])
        }
        #expect(faulty.kinds == [.started, .token, .token, .ended])
        #expect(reply.handlerFailures.map(\.sequence) == [1, 3])
        #expect(before.terminals.first?.result?.handlerFailureCount == 2)
    }

    @Test(arguments: [false, true])
    func `a handler is taken off after so many faults`(isQueued: Bool) async throws {
        let fault = Fault.throwing(InjectedFault())
        let (inline, queued) = (FaultyHandler(fault, at: .token), AsyncFaultyHandler(fault, at: .token))
        let manager = CallbackManager()
        let registration =
            isQueued
            ? manager.add(queued, failure: .detach(after: 3)) : manager.add(inline, failure: .detach(after: 3))
        let recorder = RecordingHandler()
        manager.add(recorder)
        let first = try await ScriptedModel("a", "b").generate("Hello", manager: manager)
        #expect(first.handlerFailures.map(\.isDetached) == [false, false])
        #expect(registration.isActive)
        let second = try await ScriptedModel("c", "d").generate("Hello", manager: manager)
        #expect(second.handlerFailures.map(\.isDetached) == [true])
        #expect(!registration.isActive)
        #expect(registration.failureCount == 3)
        try await ScriptedModel("e").generate("Hello", manager: manager)
        let heard = isQueued ? queued.texts : inline.texts
        #expect(heard == ["a", "b", "c"])
        #expect(recorder.texts == ["a", "b", "c", "d", "e"])
        #expect(recorder.terminals.count == 3)
    }

    @Test(arguments: [EventKind.started, .token], [false, true])
    func `a fault that fails the run fails it with the handler's error`(kind: EventKind, isQueued: Bool) async throws {
        let (before, after) = (RecordingHandler(), RecordingHandler())
        let model = ScriptedModel(steps: ["a", .gate("never")])
        await #expect(throws: InjectedFault("handler")) {
            try await model.generate(
                "Hello",
                callbacks: [.handler(before), callback(kind, .failRun, isQueued: isQueued), .handler(after)]
            )
        }
        for recorder in [before, after] {
            #expect(recorder.kinds.first == .started)
            #expect(recorder.kinds.last == .failed)
            #expect(recorder.kinds.contains(.handlerFailed))
            #expect(recorder.terminals.count == 1)
            if kind == .token { #expect(recorder.texts == ["a"]) }
        }
        #expect(EventOrderChecker.violations(in: after.events) == [])
    }

    @Test func `a fault at the start that fails the run keeps the model from being asked`() async throws {
        let model = ScriptedModel("a")
        await #expect(throws: InjectedFault("handler")) {
            try await model.generate("Hello", callbacks: [callback(.started, .failRun, isQueued: false)])
        }
        #expect(model.requests.isEmpty)
    }

    @Test(arguments: [false, true])
    func `a fault at the end cannot fail a run that has ended, and is in the result`(isQueued: Bool) async throws {
        let recorder = RecordingHandler()
        let reply = try await ScriptedModel("a").generate(
            "Hello",
            callbacks: [callback(.ended, .failRun, isQueued: isQueued), .handler(recorder)]
        )
        #expect(reply.outcome == .ended)
        #expect(reply.handlerFailureCount == 1)
        #expect(recorder.kinds == [.started, .token, .ended])
    }

    @Test func `the model's own error stays the primary one`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel(tokens: ["a"], failingWith: InjectedFault("model"))
        await #expect(throws: InjectedFault("model")) {
            try await model.generate(
                "Hello",
                callbacks: [callback(.failed, .failRun, isQueued: false), .handler(recorder)]
            )
        }
        guard case .failed(let failure)? = recorder.events.last?.kind else {
            Issue.record("no failure came")
            return
        }
        #expect(failure.error as? InjectedFault == InjectedFault("model"))
    }

    @Test func `the model's own error stays the primary one when a queued handler fails later`() async throws {
        let gate = Gate()
        let recorder = RecordingHandler()
        let late = AsyncActingHandler { event in
            await gate.wait()
            if event.token != nil { throw InjectedFault("handler") }
        }
        let model = ScriptedModel(tokens: ["a"], failingWith: InjectedFault("model"))
        let task = Task {
            try await model.generate("Hello", callbacks: [.handler(late, failure: .failRun), .handler(recorder)])
        }
        try await recorder.waitForTerminal()
        gate.open()
        await #expect(throws: InjectedFault("model")) { try await task.value }
    }

    @Test(arguments: [false, true])
    func `two handlers that fail at everything do not fail each other for ever`(isQueued: Bool) async throws {
        let calls = EventNotes()
        let limit = 1000
        let act: @Sendable (CallbackEvent) throws -> Void = { event in
            calls.add("\(event.eventKind)")
            // Without this the test would not end, should they go on.
            if calls.notes.count > limit { return }
            throw InjectedFault()
        }
        let pair: [Callback] =
            isQueued
            ? [.handler(AsyncActingHandler { try act($0) }), .handler(AsyncActingHandler { try act($0) })]
            : [.handler(ActingHandler(act)), .handler(ActingHandler(act))]
        let recorder = RecordingHandler()
        let model = ScriptedModel(steps: ["a", .gate("middle"), "b"])
        async let reply = model.generate("Hello", callbacks: pair + [.handler(recorder)])
        try await recorder.wait(for: .handlerFailed, 4)
        model.open("middle")
        let failures = try await reply.handlerFailureCount
        #expect(calls.notes.count < limit)
        // At most a start, two tokens and an end each, and every fault of the one heard, and failed at, by the other.
        #expect(failures <= 16)
        #expect(recorder.kinds.count { $0 == .handlerFailed } <= 8)
    }

    @Test(arguments: [false, true])
    func `a fault at hearing of another's fault follows the policy and is not told on`(isQueued: Bool) async throws {
        let recorder = RecordingHandler()
        let first = FaultyHandler(.throwing(InjectedFault("first")), at: .token)
        let model = ScriptedModel(steps: ["a", .gate("never")])
        await #expect(throws: InjectedFault("handler")) {
            try await model.generate(
                "Hello",
                callbacks: [
                    .handler(first), callback(.handlerFailed, .failRun, isQueued: isQueued), .handler(recorder),
                ]
            )
        }
        #expect(recorder.kinds == [.started, .token, .handlerFailed, .failed])
        #expect(recorder.terminals.first?.result?.handlerFailureCount == 2)
    }

    @Test func `very many faults are counted, and the first kept`() async throws {
        let faulty = FaultyHandler(at: .token)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 1000))
        let reply = try await model.generate("Hello", callbacks: [.handler(faulty, events: .tokens)])
        #expect(reply.handlerFailureCount == 1000)
        #expect(reply.handlerFailures.map(\.sequence).prefix(3) == [1, 2, 3])
        #expect(reply.handlerFailures.count == 256)
    }

    @Test func `a handler that cannot be opened fails the run before the model is asked`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel("a")
        let broken = Callback.opening("file") { throw InjectedFault("no such folder") }
        await #expect(throws: InjectedFault("no such folder")) {
            try await model.generate("Hello", callbacks: [.handler(recorder), broken])
        }
        #expect(recorder.kinds == [.started, .failed])
        #expect(model.requests.isEmpty)
    }

    @Test func `a handler that cannot be opened keeps a body from running`() async throws {
        let body = Gate(isOpen: true)
        let manager = CallbackManager([.opening("file") { throw InjectedFault("no such folder") }])
        await #expect(throws: InjectedFault("no such folder")) {
            try await manager.run("loop", input: "Hello") { _ in await body.wait() }
        }
        await #expect(throws: InjectedFault("no such folder")) {
            try await manager.run("tool", kind: .tool) { _ in await body.wait() }
        }
        #expect(body.arrivals == 0)
    }
}
