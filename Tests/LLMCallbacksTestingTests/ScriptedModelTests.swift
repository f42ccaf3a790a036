// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct ScriptedModelTests {
    @Test func `it says its tokens and why it ended`() async throws {
        let model = ScriptedModel("a", "b", "c")
        let recorder = RecordingHandler()
        let reply = try await model.generate("Hello", callbacks: [.handler(recorder)])
        #expect(reply.text == "abc")
        #expect(reply.finishReason == .stop)
        #expect(recorder.texts == ["a", "b", "c"])
        #expect(model.requests == ["Hello"])
        #expect(!model.wasCancelled)
        #expect(model.thrownErrors.isEmpty)
    }

    @Test func `it fails after its tokens`() async throws {
        let model = ScriptedModel(tokens: ["a"], failingWith: InjectedFault("outage"))
        await #expect(throws: InjectedFault("outage")) { try await model.generate("Hello") }
        #expect(model.returnCount == 1)
        #expect(model.thrownErrors as? [InjectedFault] == [InjectedFault("outage")])
    }

    @Test func `a step may be any string that is written down`() async throws {
        let model = ScriptedModel { request in ["You said ", "\(request.promptText)."] }
        #expect(try await model.generate("Hello").text == "You said Hello.")
    }

    @Test func `it stands at a named gate until that is opened`() async throws {
        let model = ScriptedModel(steps: ["a", .gate("middle"), "b"])
        let recorder = RecordingHandler()
        async let reply = model.generate("Hello", callbacks: [.handler(recorder)])
        try await model.waitUntilReached("middle")
        #expect(recorder.texts == ["a"])
        model.open("middle")
        #expect(try await reply.text == "ab")
    }

    @Test func `it pauses on its clock`() async throws {
        let clock = ManualClock()
        let model = ScriptedModel(steps: ["a", .pause(.seconds(1)), "b"], clock: clock)
        async let reply = model.generate("Hello")
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(1))
        #expect(try await reply.text == "ab")
    }

    @Test func `it records that it was cancelled`() async throws {
        let model = ScriptedModel(steps: ["a", .gate("never")])
        let task = Task { try await model.generate("Hello") }
        try await model.waitUntilReached("never")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await model.waitForReturns()
        #expect(model.cancellationCount == 1)
    }

    @Test func `it emits from several tasks at once`() async throws {
        let model = ScriptedModel(steps: [.together(["a", "b"], ["c", "d"]), .finish(.stop)])
        let reply = try await model.generate("Hello")
        #expect(reply.tokenCount == 4)
        #expect(reply.text.sorted() == ["a", "b", "c", "d"])
    }

    @Test func `an echo says the prompt's words`() async throws {
        #expect(try await ScriptedModel.echo().generate("to be").text == "to be ")
    }
}
