// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct WithCallbacksTests {
    @Test func `runs inside the scope are heard, those after it are not`() async throws {
        let recorder = RecordingHandler()
        let inside = try await withCallbacks([.handler(recorder)]) { try await ScriptedModel("a").generate("Hello") }
        try await ScriptedModel("b").generate("Hello")
        #expect(recorder.runIDs == [inside.runID])
        #expect(recorder.kinds == [.started, .token, .ended])
    }

    @Test func `the scope ends when its code throws`() async throws {
        let recorder = RecordingHandler()
        await #expect(throws: InjectedFault.self) {
            try await withCallbacks([.handler(recorder)]) { throw InjectedFault() }
        }
        try await ScriptedModel("a").generate("Hello")
        #expect(recorder.events.isEmpty)
    }

    @Test func `scopes add up, the outer one first`() async throws {
        let calls = EventNotes()
        try await withCallbacks([.handler(NotingHandler(calls, "outer"), events: .started)]) {
            try await withCallbacks([.handler(NotingHandler(calls, "inner"), events: .started)]) {
                _ = try await ScriptedModel("a").generate(
                    "Hello",
                    callbacks: [.handler(NotingHandler(calls, "call"), events: .started)],
                    manager: CallbackManager([.handler(NotingHandler(calls, "manager"), events: .started)])
                )
            }
        }
        #expect(calls.notes == ["outer started", "inner started", "manager started", "call started"])
    }

    @Test func `tasks below are inside, detached ones outside`() async throws {
        let recorder = RecordingHandler()
        try await withCallbacks([.handler(recorder)]) {
            async let child = ScriptedModel("a").generate("Hello")
            let task = Task { try await ScriptedModel("b").generate("Hello") }
            let detached = Task.detached { try await ScriptedModel("c").generate("Hello") }
            _ = try await (child, task.value, detached.value)
        }
        #expect(recorder.texts.sorted() == ["a", "b"])
    }

    @Test func `two tasks with scopes of their own hear nothing of each other`() async throws {
        let recorders = (0..<8).map { _ in RecordingHandler() }
        try await withThrowingTaskGroup(of: RunID.self) { group in
            for recorder in recorders {
                group.addTask {
                    try await withCallbacks([.handler(recorder)]) {
                        try await ScriptedModel("a", "b").generate("Hello").runID
                    }
                }
            }
            var runs: Set<RunID> = []
            for try await run in group { runs.insert(run) }
            #expect(runs == Set(recorders.flatMap(\.runIDs)))
        }
        for recorder in recorders { #expect(recorder.kinds == [.started, .token, .token, .ended]) }
    }

    @Test func `a scope inside a run reaches the runs nested in it only`() async throws {
        let recorder = RecordingHandler()
        try await CallbackManager().run("plan", kind: .chain) { _ in
            try await withCallbacks([.handler(recorder)]) { _ = try await ScriptedModel("a").generate("Hello") }
        }
        #expect(recorder.kinds == [.started, .token, .ended])
        #expect(recorder.events.first?.run.parentID != nil)
    }
}
