// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DeadlineTests {
    private static let limit = Duration.seconds(1)

    @Test func `a queued handler that hangs past its deadline is named and does not hold the run`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .started)
        let recorder = RecordingHandler()
        let manager = CallbackManager([.handler(recorder)], clock: clock)
        manager.add(stuck, deadline: Self.limit, label: "stuck")
        async let reply = ScriptedModel("a", "b").generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        let result = try await reply
        #expect(result.outcome == .ended)
        #expect(result.handlerFailures.map(\.label) == ["stuck"])
        guard case .missedDeadline(Self.limit)? = result.handlerFailures.first?.cause else {
            Issue.record("no missed deadline was told")
            return
        }
        gate.open()
        #expect(recorder.terminals.count == 1)
    }

    @Test func `also when the end of the run was taken together with the event that hangs`() async throws {
        let (clock, first, gate) = (ManualClock(), Gate(), Gate())
        let stuck = AsyncActingHandler { event in
            if event.eventKind == .started { await first.wait() }
            if event.eventKind == .token { await gate.wait() }
        }
        let manager = CallbackManager(clock: clock)
        manager.add(stuck, deadline: Self.limit)
        let model = ScriptedModel("a", "b")
        async let reply = model.generate("Hello", manager: manager)
        try await first.waitForArrivals()
        try await model.waitForReturns()
        // The start is in hand; tokens and end wait together behind it.
        first.open()
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        let result = try await reply
        #expect(result.handlerFailureCount == 1)
        gate.open()
    }

    @Test func `a batch that hangs past its deadline does not hold the runs in it`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let stuck = BatchRecordingHandler(waitingAt: gate)
        let manager = CallbackManager(clock: clock)
        manager.add(stuck, deadline: Self.limit)
        async let reply = ScriptedModel("a", "b").generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        #expect(try await reply.handlerFailureCount == 1)
        gate.open()
    }

    @Test func `a call past its deadline is cancelled, and counts once`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let polite = AsyncFaultyHandler(.waiting(at: gate), at: .token)
        let manager = CallbackManager(clock: clock)
        let registration = manager.add(polite, deadline: Self.limit)
        async let reply = ScriptedModel("a").generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        #expect(try await reply.handlerFailureCount == 1)
        try await polite.waitForTerminal()
        #expect(registration.failureCount == 1)
    }

    @Test func `a handler that failed in time is told as that`() async throws {
        let clock = ManualClock()
        let manager = CallbackManager(clock: clock)
        manager.add(AsyncFaultyHandler(at: .token), deadline: Self.limit)
        let reply = try await ScriptedModel("a").generate("Hello", manager: manager)
        guard case .threw(let error)? = reply.handlerFailures.first?.cause else {
            Issue.record("no fault was told")
            return
        }
        #expect(error is InjectedFault)
    }

    @Test func `a fault is told even if the deadline's clock is deaf to cancellation`() async throws {
        let manager = CallbackManager(clock: DeafClock())
        manager.add(AsyncFaultyHandler(at: .token), deadline: Self.limit)
        let reply = try await ScriptedModel("a").generate("Hello", manager: manager)
        #expect(reply.handlerFailureCount == 1)
    }

    @Test func `a deadline that is missed fails the run where the policy says so`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let manager = CallbackManager(clock: clock)
        manager.add(AsyncFaultyHandler(.hanging(until: gate), at: .token), failure: .failRun, deadline: Self.limit)
        let model = ScriptedModel(steps: ["a", .gate("never")])
        let task = Task { try await model.generate("Hello", manager: manager) }
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        let error = await #expect(throws: RunError.self) { try await task.value }
        #expect(error?.code == .handlerFailed)
        gate.open()
    }

    @Test func `a handler that comes back hears the next run`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .started)
        let manager = CallbackManager(clock: clock)
        manager.add(stuck, deadline: Self.limit, label: "stuck")
        async let reply = ScriptedModel("a").generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        _ = try await reply
        gate.open()
        try await stuck.waitForTerminal()
        let next = try await ScriptedModel("b").generate("Hello", manager: manager)
        #expect(next.handlerFailureCount == 0)
        #expect(stuck.kinds(of: next.runID) == [.started, .token, .ended])
    }

    @Test func `an overdue handler holds no model, and is told what it missed`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .started)
        let manager = CallbackManager(clock: clock)
        manager.add(stuck, limit: 4, deadline: Self.limit)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 100))
        async let reply = model.generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        #expect(try await reply.tokenCount == 100)
        gate.open()
        try await stuck.waitForTerminal()
        let dropped = stuck.events.reduce(0) { count, event in
            if case .dropped(let more) = event.kind { count + more } else { count }
        }
        #expect(stuck.texts.count + dropped == 100)
        #expect(EventOrderChecker.violations(in: stuck.events) == [])
    }

    @Test func `a run that starts while a handler is overdue does not wait for it`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .started)
        let manager = CallbackManager(clock: clock)
        manager.add(stuck, deadline: Self.limit)
        async let first = ScriptedModel("a").generate("Hello", manager: manager)
        try await gate.waitForArrivals()
        try await clock.waitForSleepers()
        clock.advance(by: Self.limit)
        _ = try await first
        #expect(try await ScriptedModel("b").generate("Hello", manager: manager).text == "b")
        gate.open()
    }

    @Test func `a handler without a deadline that hangs is named once the grace period is over`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let recorder = AsyncRecordingHandler()
        let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .token)
        let manager = CallbackManager([.handler(recorder), .handler(stuck, label: "stuck")], clock: clock)
        let options = RunOptions(grace: .seconds(5))
        async let reply = ScriptedModel("a").generate("Hello", manager: manager, options: options)
        try await clock.waitForSleepers()
        try await recorder.waitForTerminal()
        clock.advance(by: .seconds(5))
        let result = try await reply
        #expect(result.handlerFailures.map(\.label) == ["stuck"])
        guard case .missedEnd(.seconds(5))? = result.handlerFailures.first?.cause else {
            Issue.record("no missed end was told")
            return
        }
        gate.open()
    }

    @Test func `two hanging handlers are both named`() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let callbacks: [Callback] = ["b", "a"].map {
            .handler(AsyncFaultyHandler(.hanging(until: gate), at: .ended), label: $0)
        }
        let manager = CallbackManager(callbacks, clock: clock)
        async let reply = ScriptedModel("a").generate(
            "Hello",
            manager: manager,
            options: RunOptions(grace: .seconds(5))
        )
        try await gate.waitForArrivals(2)
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(5))
        #expect(try await reply.handlerFailures.map(\.label) == ["a", "b"])
        gate.open()
    }

    @Test func `a sync handler that returns late is named`() async throws {
        let clock = ManualClock()
        let slow = ActingHandler { if $0.token != nil { clock.advance(by: .seconds(2)) } }
        let manager = CallbackManager([.handler(slow, deadline: Self.limit, label: "slow")], clock: clock)
        let reply = try await ScriptedModel("a").generate("Hello", manager: manager)
        #expect(reply.handlerFailures.map(\.label) == ["slow"])
    }

    /// A clock whose sleepers wake when they are cancelled, and say nothing of it.
    private struct DeafClock: Clock {
        let base = ManualClock()
        var now: ManualClock.Instant { base.now }
        var minimumResolution: Duration { base.minimumResolution }
        func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
            try? await base.sleep(until: deadline, tolerance: tolerance)
        }
    }
}
