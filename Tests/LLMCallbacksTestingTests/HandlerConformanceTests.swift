// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct HandlerConformanceTests {
    @Test func `the kit's own handlers pass`() async throws {
        let report = try await HandlerConformance.check(RecordingHandler())
        #expect(report.scenarios.count == 16)
        try await HandlerConformance.check(AsyncRecordingHandler())
        try await HandlerConformance.check(BatchRecordingHandler())
        try await HandlerConformance.check(EventOrderChecker())
        try await HandlerConformance.check(.queued(RecordingHandler()))
    }

    @Test func `a handler that throws is named, with the event`() async throws {
        let faulty = FaultyHandler { $0.token?.lane == .refusal }
        let failure = await #expect(throws: ConformanceFailure.self) { try await HandlerConformance.check(faulty) }
        #expect(
            failure?.description.contains("another model's name: it failed: FaultyHandler at event 2: fault injected")
                == true
        )
        #expect(failure?.problems.count == 1)
    }

    @Test func `a handler that throws behind a queue is named`() async throws {
        let faulty = AsyncFaultyHandler(at: .cancelled)
        let failure = await #expect(throws: ConformanceFailure.self) { try await HandlerConformance.check(faulty) }
        #expect(failure?.problems.map(\.scenario) == ["an answer that is cancelled", "a task that is cancelled"])
    }

    @Test func `a handler that hangs is named, and the check ends`() async throws {
        let gate = Gate()
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .failed)
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await HandlerConformance.check(stuck, limit: .milliseconds(500))
        }
        gate.open()
        #expect(failure?.problems.contains { $0.message.contains("hangs") } == true)
    }

    @Test func `a handler that stops runs is caught`() async throws {
        let stopper = FaultyHandler { event in
            if event.token?.choice == 2 { event.run.stop(reason: "no") }
            return false
        }
        await #expect(throws: ConformanceFailure.self) { try await HandlerConformance.check(stopper) }
    }
}

extension FaultyHandler {
    /// A handler that throws where it is told to.
    fileprivate convenience init(where isMet: @escaping @Sendable (CallbackEvent) -> Bool) {
        self.init(.throwing(InjectedFault()), where: isMet)
    }
}
