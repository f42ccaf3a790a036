// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CancellationTests {
    @Test func `cancelling the caller's task cancels the run, with the answer so far`() async throws {
        let (inline, queued) = (RecordingHandler(), AsyncRecordingHandler())
        let model = ScriptedModel(steps: ["a", .gate("middle"), "b"])
        let task = Task { try await model.generate("Hello", callbacks: [.handler(inline), .handler(queued)]) }
        try await model.waitUntilReached("middle")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(inline.kinds == [.started, .token, .cancelled])
        #expect(queued.kinds == inline.kinds)
        let result = try #require(inline.events.last?.result)
        #expect(result.outcome == .cancelled(.task))
        #expect(result.text == "a")
        try await model.waitForCancellations()
    }

    @Test func `a model that is deaf to cancellation does not hang its caller`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel(steps: ["a", .hang("deaf"), .defying("b", "c")])
        let task = Task { try await model.generate("Hello", callbacks: [.handler(recorder)]) }
        try await model.waitUntilReached("deaf")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        model.open("deaf")
        try await model.waitForReturns()
        #expect(recorder.kinds == [.started, .token, .cancelled])
    }

    @Test func `a model that sends on is told that its task was cancelled`() async throws {
        let model = ScriptedModel(steps: [.hang("deaf"), "b"])
        let task = Task { try await model.generate("Hello") }
        try await model.waitUntilReached("deaf")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        model.open("deaf")
        try await model.waitForReturns()
        #expect(model.thrownErrors.first is CancellationError)
    }

    @Test func `a task that is cancelled already starts and cancels, and asks no model`() async throws {
        let recorder = RecordingHandler()
        let gate = Gate()
        let model = ScriptedModel("a", "b")
        let task = Task {
            await gate.wait()
            return try await model.generate("Hello", callbacks: [.handler(recorder)])
        }
        task.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(recorder.kinds == [.started, .cancelled])
        #expect(model.requests.isEmpty)
    }

    @Test func `a task that is cancelled already runs no body`() async throws {
        let recorder = RecordingHandler()
        let (gate, body) = (Gate(), Gate())
        let task = Task {
            await gate.wait()
            try await CallbackManager([.handler(recorder)]).run("chain", kind: .chain) { _ in await body.wait() }
        }
        task.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(recorder.kinds == [.started, .cancelled])
        #expect(body.arrivals == 0)
    }

    @Test func `cancelling while the end is told changes nothing: every handler hears the end`() async throws {
        let caller = Slot<Task<RunResult, any Error>>()
        let (before, after, queued) = (RecordingHandler(), RecordingHandler(), AsyncRecordingHandler())
        let canceller = ActingHandler { if $0.isTerminal { caller.value?.cancel() } }
        let model = ScriptedModel(steps: [.hang("start"), "a"])
        let task = Task {
            try await model.generate(
                "Hello",
                callbacks: [.handler(before), .handler(canceller), .handler(after), .handler(queued)]
            )
        }
        caller.value = task
        model.open("start")
        #expect(try await task.value.outcome == .ended)
        for kinds in [before.kinds, after.kinds, queued.kinds] { #expect(kinds == [.started, .token, .ended]) }
    }

    @Test func `cancelling frees a model that waits for a full queue`() async throws {
        let (gate, recorder) = (Gate(), RecordingHandler())
        let queued = AsyncRecordingHandler(waitingAt: gate)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 100))
        let task = Task {
            try await model.generate("Hello", callbacks: [.handler(queued, limit: 2), .handler(recorder)])
        }
        try await gate.waitForArrivals()
        task.cancel()
        try await recorder.waitForTerminal()
        try await model.waitForReturns()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(recorder.kinds.last == .cancelled)
        #expect(queued.kinds.last == .cancelled)
        #expect(queued.texts.count == recorder.texts.count)
    }

    @Test func `the caller that was cancelled still waits for its handlers`() async throws {
        let gate = Gate()
        let slow = AsyncFaultyHandler(.hanging(until: gate), at: .cancelled)
        let model = ScriptedModel(steps: [.gate("middle")])
        let isBack = Gate()
        let task = Task {
            defer { isBack.open() }
            _ = try await model.generate("Hello", callbacks: [.handler(slow)])
        }
        try await model.waitUntilReached("middle")
        task.cancel()
        try await gate.waitForArrivals()
        #expect(!isBack.isOpen)
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `cancelling a body's task cancels its run`() async throws {
        let recorder = RecordingHandler()
        let gate = Gate()
        let task = Task {
            try await CallbackManager([.handler(recorder)]).run("loop", input: "Hello") { run in
                try await run.token("a")
                await gate.wait()
                try await run.token("b")
            }
        }
        try await gate.waitForArrivals()
        task.cancel()
        try await recorder.waitForTerminal()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(recorder.kinds == [.started, .token, .cancelled])
    }

    @Test func `cancelling a batch cancels every run under way`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel(steps: ["a", .gate("middle")])
        let task = Task { await model.batch(["1", "2", "3"], callbacks: [.handler(recorder)]) }
        try await model.waitUntilReached("middle", by: 3)
        task.cancel()
        for result in await task.value { #expect(throws: CancellationError.self) { try result.get() } }
        #expect(recorder.runIDs.count == 3)
        for run in recorder.runIDs { #expect(recorder.kinds(of: run) == [.started, .token, .cancelled]) }
    }
}
