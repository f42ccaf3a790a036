// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct NestedRunTests {
    private let recorder = RecordingHandler()
    private let order = EventOrderChecker()
    private var manager: CallbackManager { CallbackManager([.handler(recorder), .handler(order)]) }

    @Test func `parent ids make the tree, and a parent ends after its children`() async throws {
        try await manager.run("plan", kind: .chain) { _ in
            try await CallbackManager().run("look", kind: .tool) { _ in
                _ = try await ScriptedModel("a").generate("Hello")
            }
            _ = try await ScriptedModel("b").generate("Hello")
        }
        let runs = recorder.events.filter { $0.eventKind == .started }.map(\.run)
        #expect(runs.map(\.name) == ["plan", "look", "scripted", "scripted"])
        #expect(runs.map(\.kind) == [.chain, .tool, .model, .model])
        #expect(runs.map(\.parentID) == [nil, runs[0].id, runs[1].id, runs[0].id])
        #expect(runs.allSatisfy { $0.rootID == runs[0].id })
        #expect(recorder.terminals.map(\.run) == [runs[2], runs[1], runs[3], runs[0]])
        try order.verify()
    }

    @Test func `children at once all end before their parent, for queued handlers too`() async throws {
        let queued = AsyncRecordingHandler()
        let manager = manager
        manager.add(queued)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 20))
        try await manager.run("plan", kind: .chain) { _ in
            _ = await model.batch(Array(repeating: "Hello", count: 20), maxConcurrent: 20)
        }
        #expect(recorder.terminals.count == 21)
        #expect(recorder.terminals.last?.run.name == "plan")
        #expect(EventOrderChecker.violations(in: queued.events) == [])
        try order.verify()
    }

    @Test func `a parent waits for a child that a left-over task runs`() async throws {
        let model = ScriptedModel(steps: ["a", .gate("middle")])
        let child = Slot<Task<Void, any Error>>()
        let manager = manager
        let parent = Task {
            try await manager.run("plan", kind: .chain) { _ in
                child.value = Task { _ = try await model.generate("Hello") }
                try await model.waitUntilReached("middle")
            }
        }
        try await model.waitUntilReached("middle")
        #expect(recorder.terminals.isEmpty)
        model.open("middle")
        try await parent.value
        try await child.value?.value
        #expect(recorder.terminals.map(\.run.name) == ["scripted", "plan"])
        try order.verify()
    }

    @Test func `a run that has ended and waits for a child can no longer be stopped`() async throws {
        let model = ScriptedModel(steps: ["a", .gate("middle")])
        let manager = manager
        let parent = Task {
            try await manager.run("plan", input: "Hello") { _ in
                _ = Task { try await model.generate("Hello") }
                try await model.waitUntilReached("middle")
            }
        }
        try await model.waitUntilReached("middle")
        let run = try #require(recorder.events.first?.run)
        while !run.isOver { await Task.yield() }
        run.stop(reason: "late")
        model.open("middle")
        #expect(try await parent.value.outcome == .ended)
        #expect(recorder.terminals.map(\.eventKind) == [.ended, .ended])
        try order.verify()
    }

    @Test func `cancelling a parent cancels its children first, and those deeper still`() async throws {
        let model = ScriptedModel(steps: ["a", .gate("never")])
        let manager = manager
        let task = Task {
            try await manager.run("plan", kind: .chain) { _ in
                try await CallbackManager().run("look", kind: .tool) { _ in
                    _ = try await model.generate("Hello")
                }
            }
        }
        try await model.waitUntilReached("never")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(recorder.terminals.map(\.run.name) == ["scripted", "look", "plan"])
        #expect(recorder.terminals.map(\.eventKind) == [.cancelled, .cancelled, .cancelled])
        try order.verify()
    }

    @Test func `a child that is deaf to cancellation does not hold its parent`() async throws {
        let model = ScriptedModel(steps: ["a", .hang("deaf"), .defying("b")])
        let manager = manager
        let task = Task {
            try await manager.run("plan", kind: .chain) { _ in _ = try await model.generate("Hello") }
        }
        try await model.waitUntilReached("deaf")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        model.open("deaf")
        try await model.waitForReturns()
        try order.verify()
        #expect(recorder.texts == ["a"])
    }

    @Test func `a parent that fails takes its children with it`() async throws {
        let model = ScriptedModel(steps: ["a", .gate("never")])
        let manager = manager
        let leftOver = Slot<Task<RunResult, any Error>>()
        await #expect(throws: InjectedFault.self) {
            try await manager.run("plan", kind: .chain) { _ in
                leftOver.value = Task { try await model.generate("Hello") }
                try await model.waitUntilReached("never")
                throw InjectedFault()
            }
        }
        #expect(recorder.terminals.map(\.eventKind) == [.cancelled, .failed])
        let child = try #require(leftOver.value)
        await #expect(throws: CancellationError.self) { try await child.value }
        try order.verify()
    }

    @Test func `a child's failure is its own, unless its parent lets it pass`() async throws {
        let model = ScriptedModel(tokens: ["a"], failingWith: InjectedFault("outage"))
        try await manager.run("plan", kind: .chain) { _ in _ = try? await model.generate("Hello") }
        #expect(recorder.terminals.map(\.eventKind) == [.failed, .ended])
        await #expect(throws: InjectedFault("outage")) {
            try await manager.run("plan", kind: .chain) { _ in _ = try await model.generate("Hello") }
        }
        #expect(recorder.terminals.map(\.eventKind) == [.failed, .ended, .failed, .failed])
        try order.verify()
    }

    @Test func `what starts in the task of a run that is over stands for itself`() async throws {
        let gate = Gate()
        let late = Slot<Task<RunResult, any Error>>()
        try await manager.run("plan", kind: .chain) { _ in
            late.value = Task {
                await gate.wait()
                return try await ScriptedModel("a").generate("Hello", callbacks: [.handler(recorder)])
            }
        }
        gate.open()
        _ = try await late.value?.value
        #expect(recorder.events.last?.run.parentID == nil)
        try order.verify()
    }

    @Test func `tags, details and the session go down, local ones do not`() async throws {
        let options = RunOptions(
            session: "s",
            tags: ["t"],
            localTags: ["lt"],
            metadata: ["m": 1, "x": 1],
            localMetadata: ["lm": 1]
        )
        try await manager.run("plan", kind: .chain, options: options) { _ in
            try await CallbackManager().run("look", kind: .tool, options: RunOptions(tags: ["u"], metadata: ["x": 2])) {
                _ in
                _ = try await ScriptedModel("a").generate("Hello")
            }
        }
        let runs = recorder.events.filter { $0.eventKind == .started }.map(\.run)
        #expect(runs.map(\.tags) == [["t", "lt"], ["t", "u"], ["t", "u"]])
        #expect(runs.map(\.metadata) == [["m": 1, "x": 1, "lm": 1], ["m": 1, "x": 2], ["m": 1, "x": 2]])
        #expect(runs.map(\.session) == ["s", "s", "s"])
    }

    @Test func `inheritable handlers hear nested runs, local ones do not`() async throws {
        let (local, call) = (RecordingHandler(), RecordingHandler())
        let manager = manager
        manager.add(local, scope: .local)
        try await manager.run("plan", kind: .chain, callbacks: [.handler(call)]) { _ in
            _ = try await ScriptedModel("a").generate("Hello")
        }
        #expect(recorder.terminals.map(\.run.name) == ["scripted", "plan"])
        #expect(call.terminals.map(\.run.name) == ["scripted", "plan"])
        #expect(local.kinds == [.started, .ended])
    }

    @Test func `a manager of a nested run does not hear its parent`() async throws {
        let inner = RecordingHandler()
        try await manager.run("plan", kind: .chain) { _ in
            _ = try await ScriptedModel("a").generate("Hello", manager: CallbackManager([.handler(inner)]))
        }
        #expect(inner.runIDs.count == 1)
        #expect(inner.events.first?.run.parentID == recorder.runIDs.first)
    }

    @Test func `a handler that stands in every level hears each event once`() async throws {
        let manager = manager
        try await withCallbacks([.handler(recorder)]) {
            try await manager.run("plan", kind: .chain, callbacks: [.handler(recorder)]) { _ in
                _ = try await ScriptedModel("a").generate("Hello", callbacks: [.handler(recorder)], manager: manager)
            }
        }
        #expect(recorder.kinds == [.started, .started, .token, .ended, .ended])
    }

    @Test func `what a step returns comes back, and its handlers hear no text`() async throws {
        let city = try await manager.run("look", kind: .tool, value: ["city": "Oslo"]) { run in
            run.custom("progress", data: 0.5)
            return "rain"
        }
        #expect(city == "rain")
        #expect(recorder.kinds == [.started, .custom, .ended])
    }
}
