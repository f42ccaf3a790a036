// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct EventOrderCheckerTests {
    /// The events of one run, of which each test spoils something.
    private func events(of model: ScriptedModel = ScriptedModel("a", "b")) async throws -> [CallbackEvent] {
        let recorder = RecordingHandler()
        try await model.generate("Hello", callbacks: [.handler(recorder)])
        return recorder.events
    }

    private func messages(_ events: [CallbackEvent]) -> [String] {
        EventOrderChecker.violations(in: events).map(\.message)
    }

    @Test func `a run that is as it should be has nothing wrong`() async throws {
        let order = EventOrderChecker()
        try await ScriptedModel("a", "b").generate("Hello", callbacks: [.handler(order)])
        #expect(order.violations == [])
        try order.verify()
    }

    @Test func `two runs, one in the other's events, are no fault`() async throws {
        let (one, other) = (try await events(), try await events())
        #expect(messages([one[0], other[0], one[1], other[1], one[2], one[3], other[2], other[3]]) == [])
    }

    @Test func `a missing start is named`() async throws {
        let events = try await events()
        #expect(
            messages(Array(events.dropFirst())) == [
                "the first event is token, not started", "the first event has number 1, not 0",
            ]
        )
    }

    @Test func `a missing end is named, but only once all should be over`() async throws {
        let order = EventOrderChecker()
        for event in try await events().dropLast() { order.handle(event) }
        #expect(order.violations == [])
        #expect(throws: ConformanceFailure.self) { try order.verify() }
    }

    @Test func `a second start is named`() async throws {
        let events = try await events()
        #expect(messages([events[0]] + events).contains("started came again"))
    }

    @Test func `events out of order are named`() async throws {
        let events = try await events()
        #expect(messages([events[0], events[2], events[1], events[3]]).contains("token has number 1, after 2"))
    }

    @Test func `what follows the end is named`() async throws {
        let events = try await events()
        #expect(messages(events + [events[3]]).contains("ended came after the terminal event ended"))
    }

    @Test func `a result that is not the tokens' is named`() async throws {
        let events = try await events()
        #expect(
            messages([events[0], events[1], events[3]]) == [
                "the result's text is not that of the tokens: \"ab\"", "the result counts 2 tokens, and 1 came",
            ]
        )
    }

    @Test func `a parent that ends before its child is named on both sides`() async throws {
        let recorder = RecordingHandler()
        let manager = CallbackManager([.handler(recorder)])
        try await manager.run("chain", kind: .chain) { _ in _ = try await ScriptedModel("a").generate("Hello") }
        var events = recorder.events
        #expect(messages(events) == [])
        events.swapAt(events.count - 1, events.count - 2)
        #expect(messages(events).contains("ended came before the end of a nested run"))
        #expect(messages(events).contains("ended came after its parent's ended"))
    }
}
