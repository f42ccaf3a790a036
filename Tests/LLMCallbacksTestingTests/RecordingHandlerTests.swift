// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct RecordingHandlerTests {
    @Test func `a sync one, an async one and one that takes batches keep the same`() async throws {
        let recorder = RecordingHandler()
        let asyncRecorder = AsyncRecordingHandler()
        let batchRecorder = BatchRecordingHandler()
        try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.handler(recorder), .handler(asyncRecorder), .handler(batchRecorder)]
        )
        #expect(recorder.kinds == [.started, .token, .token, .ended])
        #expect(asyncRecorder.kinds == recorder.kinds)
        #expect(batchRecorder.kinds == recorder.kinds)
        #expect(batchRecorder.batchSizes.reduce(0, +) == 4)
        #expect(asyncRecorder.overlapCount == 0)
    }

    @Test func `a test can wait for the end of a run`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel(steps: ["a", .gate("middle")])
        let task = Task { try await model.generate("Hello", callbacks: [.handler(recorder)]) }
        try await recorder.wait(for: .token)
        model.open("middle")
        let end = try await recorder.waitForTerminal()
        #expect(end.result?.text == "a")
        #expect(try await recorder.waitForTerminal(of: end.run.id)?.eventKind == .ended)
        _ = try await task.value
    }

    @Test func `events are kept apart by run`() async throws {
        let recorder = RecordingHandler()
        let first = try await ScriptedModel("a").generate("Hello", callbacks: [.handler(recorder)])
        let second = try await ScriptedModel().generate("Hello", callbacks: [.handler(recorder)])
        #expect(recorder.runIDs == [first.runID, second.runID])
        #expect(recorder.kinds(of: first.runID) == [.started, .token, .ended])
        #expect(recorder.kinds(of: second.runID) == [.started, .ended])
    }
}
