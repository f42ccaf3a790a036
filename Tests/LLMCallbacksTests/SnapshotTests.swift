// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SnapshotTests {
    @Test func `a handler that is added during a run hears the next one`() async throws {
        let (recorder, late) = (RecordingHandler(), RecordingHandler())
        let manager = CallbackManager([.handler(recorder)])
        let adder = manager.add(ActingHandler { if $0.token?.text == "a" { manager.add(late) } })
        try await ScriptedModel("a", "b").generate("Hello", manager: manager)
        #expect(late.events.isEmpty)
        manager.remove(adder)
        let next = try await ScriptedModel("c").generate("Hello", manager: manager)
        #expect(late.runIDs == [next.runID])
        #expect(late.kinds == [.started, .token, .ended])
        #expect(manager.registrations.count == 2)
    }

    @Test func `a handler that is removed during a run hears nothing more, and no neighbour misses anything`()
        async throws
    {
        let (before, removed, after) = (RecordingHandler(), RecordingHandler(), RecordingHandler())
        let manager = CallbackManager()
        manager.add(before)
        let registration = manager.add(removed)
        manager.add(after)
        let model = ScriptedModel(steps: ["a", .gate("middle"), "b"])
        async let reply = model.generate("Hello", manager: manager)
        try await model.waitUntilReached("middle")
        manager.remove(registration)
        model.open("middle")
        _ = try await reply
        #expect(removed.kinds == [.started, .token])
        #expect(!registration.isActive)
        for recorder in [before, after] { #expect(recorder.kinds == [.started, .token, .token, .ended]) }
    }

    @Test func `a handler can remove itself, and its neighbours, while it is called`() async throws {
        let manager = CallbackManager()
        let (own, next) = (Slot<Registration>(), Slot<Registration>())
        let calls = EventNotes()
        own.value = manager.add(
            ActingHandler { event in
                calls.add("self \(event.eventKind)")
                guard event.token != nil, let registration = own.value, let neighbour = next.value else { return }
                manager.remove(registration)
                manager.remove(neighbour)
            }
        )
        next.value = manager.add(NotingHandler(calls, "next"))
        manager.add(NotingHandler(calls, "last"))
        try await ScriptedModel("a", "b").generate("Hello", manager: manager)
        #expect(calls.notes.filter { $0.hasPrefix("self") } == ["self started", "self token"])
        #expect(calls.notes.filter { $0.hasPrefix("next") } == ["next started"])
        #expect(
            calls.notes.filter { $0.hasPrefix("last") } == ["started", "token", "token", "ended"].map { "last \($0)" }
        )
    }

    @Test func `what waits for a queued handler that is removed is thrown away`() async throws {
        let gate = Gate()
        let removed = AsyncFaultyHandler(.hanging(until: gate), at: .started)
        let manager = CallbackManager()
        let registration = manager.add(removed)
        let model = ScriptedModel("a", "b")
        async let reply = model.generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await model.waitForReturns()
        manager.remove(registration)
        gate.open()
        #expect(try await reply.text == "ab")
        #expect(removed.kinds == [.started])
    }

    @Test func `a run does not wait for a hanging handler that is removed`() async throws {
        let gate = Gate()
        let recorder = RecordingHandler()
        let manager = CallbackManager([.handler(recorder)])
        let registration = manager.add(AsyncFaultyHandler(.hanging(until: gate), at: .started), limit: 1)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 100))
        async let reply = model.generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await recorder.wait(for: .token)
        manager.remove(registration)
        #expect(try await reply.tokenCount == 100)
        gate.open()
    }

    @Test func `removing what is not there does nothing`() async throws {
        let (manager, other) = (CallbackManager(), CallbackManager())
        let registration = other.add(RecordingHandler())
        manager.remove(registration)
        #expect(registration.isActive)
        other.remove(registration)
        other.remove(registration)
        #expect(!registration.isActive)
    }

    @Test func `a handler that is registered twice hears each event once`() async throws {
        let (object, asyncObject) = (RecordingHandler(), AsyncRecordingHandler())
        let value = Callback.handler(NotingHandler(EventNotes(), "x"))
        let manager = CallbackManager([.handler(object), .handler(object), .handler(asyncObject), value, value])
        manager.add(asyncObject)
        try await ScriptedModel("a").generate(
            "Hello",
            callbacks: [.handler(object), .handler(asyncObject)],
            manager: manager
        )
        #expect(object.kinds == [.started, .token, .ended])
        #expect(asyncObject.kinds == [.started, .token, .ended])
        #expect(manager.describe("gpt").map(\.reason) == [.heard, .duplicate, .heard, .heard, .duplicate, .duplicate])
    }

    @Test func `a handler that is registered twice and removed once hears the next run`() async throws {
        let recorder = RecordingHandler()
        let manager = CallbackManager()
        let first = manager.add(recorder)
        manager.add(recorder)
        manager.remove(first)
        try await ScriptedModel("a").generate("Hello", manager: manager)
        #expect(recorder.kinds == [.started, .token, .ended])
    }
}
