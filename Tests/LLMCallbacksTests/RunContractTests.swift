// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RunContractTests {
    @Test func `a run is one start, its tokens and one end, numbered from 0`() async throws {
        let recorder = RecordingHandler()
        let reply = try await ScriptedModel.echo().generate("to be or not", callbacks: [.handler(recorder)])
        #expect(reply.text == "to be or not ")
        #expect(reply.finishReason == .stop)
        #expect(reply.tokenCount == 4)
        #expect(recorder.kinds == [.started, .token, .token, .token, .token, .ended])
        #expect(recorder.sequences == Array(0...5))
        #expect(recorder.texts == ["to ", "be ", "or ", "not "])
        #expect(recorder.runIDs == [reply.runID])
    }

    @Test func `inline, queued and batch handlers hear the same, in the same order`() async throws {
        let inline = RecordingHandler()
        let queued = AsyncRecordingHandler()
        let batch = BatchRecordingHandler()
        let order = EventOrderChecker()
        let model = ScriptedModel(steps: [
            .send(.retrying(Retry(attempt: 1, delay: .zero, reason: "busy"))), "a", .send(.custom(name: "n", data: 1)),
            .send(.replaced(TokenDelta("b"))), .send(.reasoning("r")), .text("c", choice: 1), .finish(.stop),
        ])
        try await model.generate(
            "Hello",
            callbacks: [.handler(inline), .handler(queued), .handler(batch), .handler(order)]
        )
        #expect(inline.kinds == [.started, .retrying, .token, .custom, .replaced, .token, .token, .ended])
        #expect(queued.kinds == inline.kinds)
        #expect(batch.kinds == inline.kinds)
        #expect(queued.sequences == inline.sequences)
        #expect(batch.sequences == inline.sequences)
        try order.verify()
    }

    @Test func `handlers are called in the order in which they were registered`() async throws {
        let calls = EventNotes()
        try await ScriptedModel("a").generate(
            "Hello",
            callbacks: (0..<5).map { number in
                .handler(NotingHandler(calls, "\(number)"), label: "\(number)")
            }
        )
        let expected = ["started", "token", "ended"].flatMap { kind in (0..<5).map { "\($0) \(kind)" } }
        #expect(calls.notes == expected)
    }

    @Test func `a model that fails after tokens gives those tokens and one failure with its own error`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel(tokens: ["a", "b"], failingWith: InjectedFault("outage"))
        await #expect(throws: InjectedFault("outage")) {
            try await model.generate("Hello", callbacks: [.handler(recorder)])
        }
        #expect(recorder.kinds == [.started, .token, .token, .failed])
        guard case .failed(let failure)? = recorder.events.last?.kind else {
            Issue.record("no failure came")
            return
        }
        #expect(failure.error as? InjectedFault == InjectedFault("outage"))
        #expect(failure.result.text == "ab")
        #expect(failure.result.tokenCount == 2)
        #expect(failure.result.outcome == .failed)
    }

    @Test func `a model that fails before any token gives a start and a failure`() async throws {
        let recorder = RecordingHandler()
        await #expect(throws: InjectedFault.self) {
            try await ScriptedModel(tokens: [], failingWith: InjectedFault()).generate(
                "Hello",
                callbacks: [.handler(recorder)]
            )
        }
        #expect(recorder.kinds == [.started, .failed])
        #expect(recorder.events.last?.result?.timeToFirstToken == nil)
    }

    @Test func `an empty answer ends, with empty text, whichever way it was asked for`() async throws {
        let recorder = RecordingHandler()
        let generated = try await ScriptedModel().generate("Hello", callbacks: [.handler(recorder)])
        let run = try await CallbackManager([.handler(recorder)]).run("empty", input: "Hello") { _ in }
        let batch = try await ScriptedModel().batch(["Hello"], callbacks: [.handler(recorder)])[0].get()
        for result in [generated, run, batch] {
            #expect(result.outcome == .ended)
            #expect(result.text == "")
            #expect(recorder.kinds(of: result.runID) == [.started, .ended])
        }
    }

    @Test func `an empty piece is a token like any other, also as the first`() async throws {
        let recorder = RecordingHandler()
        let reply = try await CallbackManager([.handler(recorder)]).run("empty", input: "Hello") { run in
            try await run.token("")
            try await run.token("a")
            try await run.token("")
        }
        #expect(reply.text == "a")
        #expect(recorder.texts == ["", "a", ""])
    }

    @Test func `an inline handler has heard a token before sending it returns`() async throws {
        let recorder = RecordingHandler()
        let manager = CallbackManager([.handler(recorder)])
        try await manager.run("loop", input: "Hello") { run in
            for number in 1...100 {
                try await run.token("a")
                #expect(recorder.texts.count == number)
            }
        }
    }

    @Test func `the start carries what was asked, and the run who asked`() async throws {
        let recorder = RecordingHandler()
        let id = RunID()
        let request = ModelRequest("Hello", parameters: .init(temperature: 0.5))
        let options = RunOptions(id: id, session: "s", tags: ["t", "t"], metadata: ["k": 1])
        try await ScriptedModel("a", name: "m").generate(request, callbacks: [.handler(recorder)], options: options)
        guard case .started(let start)? = recorder.events.first?.kind, let run = recorder.events.first?.run else {
            Issue.record("no start came")
            return
        }
        #expect(start.input == .request(request))
        #expect(run.id == id)
        #expect(run.rootID == id)
        #expect(run.parentID == nil)
        #expect(run.name == "m")
        #expect(run.kind == .model)
        #expect(run.session == "s")
        #expect(run.tags == ["t"])
        #expect(run.metadata == ["k": 1])
    }

    @Test func `a token after the end throws and reaches nobody`() async throws {
        let recorder = RecordingHandler()
        let outlet = Slot<Run>()
        let manager = CallbackManager([.handler(recorder)])
        try await manager.run("loop", input: "Hello") { run in
            outlet.value = run
            try await run.token("a")
        }
        let run = try #require(outlet.value)
        let error = await #expect(throws: RunError.self) { try await run.token("b") }
        #expect(error?.code == .over)
        await #expect(throws: RunError.self) { try await run.send(.finish(.stop)) }
        run.custom("late")
        run.stop(reason: "late")
        #expect(recorder.kinds == [.started, .token, .ended])
    }

    @Test func `the result has lanes, choices, calls, usage and reasons apart`() async throws {
        let usage = TokenUsage(inputTokens: 1, outputTokens: 9)
        let model = ScriptedModel(steps: [
            .send(.usage(TokenUsage(inputTokens: 1, outputTokens: 2))),
            .send(.reasoning("hm")), "a", .text("x", choice: 2), .send(.refusal("no", choice: 1)),
            .send(.toolCall(slot: 1, id: "c1", name: "f", arguments: "{")), .send(.toolCall(slot: 0, name: "g")),
            .send(.toolCall(slot: 1, arguments: "}")), .send(.usage(usage)), .send(.model("m-2")),
            .send(.finish(.length, choice: 2)), .finish(.toolCalls),
        ])
        let reply = try await model.generate("Hello")
        #expect(reply.choices.count == 3)
        #expect(reply.text == "a")
        #expect(reply.reasoning == "hm")
        #expect(reply.choices[1].refusal == "no")
        #expect(reply.choices[2].text == "x")
        #expect(reply.choices.map(\.finishReason) == [.toolCalls, .unknown, .length])
        #expect(reply.toolCalls.map(\.name) == ["g", "f"])
        #expect(reply.toolCalls.last == ToolCall(slot: 1, id: "c1", name: "f", arguments: "{}"))
        #expect(reply.usage == usage)
        #expect(reply.model == "m-2")
    }

    @Test func `what nobody wants is not told, and start and end still come`() async throws {
        let recorder = RecordingHandler()
        let reply = try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.handler(recorder, events: .lifecycle)]
        )
        #expect(recorder.kinds == [.started, .ended])
        #expect(recorder.sequences == [0, 3])
        #expect(reply.text == "ab")
    }

    @Test func `times come from the manager's clock and do not fall`() async throws {
        let clock = ManualClock()
        let recorder = RecordingHandler()
        let manager = CallbackManager([.handler(recorder)], clock: clock)
        let reply = try await manager.run("loop", input: "Hello") { run in
            clock.advance(by: .seconds(1))
            try await run.token("a")
            clock.advance(by: .seconds(1))
            try await run.token("b")
            clock.advance(by: .seconds(1))
        }
        #expect(recorder.events.map(\.time) == [.zero, .seconds(1), .seconds(2), .seconds(3)])
        #expect(reply.timeToFirstToken == .seconds(1))
        #expect(reply.duration == .seconds(3))
    }

    @Test func `task-local values reach the model`() async throws {
        let heard = Slot<String>()
        let model = ScriptedModel(steps: [.perform { _ in heard.value = Locals.word }])
        try await Locals.$word.withValue("outside") { _ = try await model.generate("Hello") }
        #expect(heard.value == "outside")
    }

    @Test func `a run that is over and dropped leaves nothing behind`() async throws {
        weak var handler: RecordingHandler?
        weak var queued: AsyncRecordingHandler?
        weak var context: RunContext?
        do {
            let (kept, keptQueued) = (RecordingHandler(), AsyncRecordingHandler())
            (handler, queued) = (kept, keptQueued)
            try await ScriptedModel("a", "b").generate("Hello", callbacks: [.handler(kept), .handler(keptQueued)])
            context = kept.events.first?.run
            kept.log.removeAll()
            keptQueued.log.removeAll()
        }
        // The task of the model and that of the queue let go after the caller has its answer; the suite's time limit ends
        // a wait that would not end.
        while context != nil || handler != nil || queued != nil { await Task.yield() }
    }

    private enum Locals {
        @TaskLocal static var word = ""
    }
}
