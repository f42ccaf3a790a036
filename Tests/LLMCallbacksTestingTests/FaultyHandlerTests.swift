// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct FaultyHandlerTests {
    @Test func `a sync one and an async one throw where they are told to`() async throws {
        let faulty = FaultyHandler(at: .token)
        let asyncFaulty = AsyncFaultyHandler(.throwing(InjectedFault("async")), at: .started)
        let reply = try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.handler(faulty, events: .all.subtracting(.handlerFailed)), .handler(asyncFaulty)]
        )
        let labels = reply.handlerFailures.map(\.label)
        #expect(labels.count { $0 == "FaultyHandler" } == 2)
        #expect(labels.count { $0 == "AsyncFaultyHandler" } == 1)
        #expect(faulty.kinds == [.started, .token, .token, .ended])
    }

    @Test func `an async one hangs until it is released`() async throws {
        let gate = Gate()
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .ended)
        async let reply = ScriptedModel("a").generate("Hello", callbacks: [.handler(stuck)])
        try await gate.waitForArrivals()
        gate.open()
        #expect(try await reply.handlerFailureCount == 0)
    }
}
