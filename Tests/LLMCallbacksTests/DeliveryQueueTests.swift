// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DeliveryQueueTests {
    @Test func `a queued handler hears one event at a time, also of several runs`() async throws {
        let queued = AsyncRecordingHandler()
        let callback = Callback.handler(queued, limit: 4)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 200))
        let results = await model.batch(
            Array(repeating: "Hello", count: 8),
            callbacks: [callback]
        )
        #expect(queued.overlapCount == 0)
        for result in results {
            let id = try result.get().runID
            #expect(queued.events(of: id).map(\.sequence) == Array(0...201))
        }
        #expect(EventOrderChecker.violations(in: queued.events) == [])
    }

    @Test(arguments: [1, 2, 7, 1024])
    func `a model waits for a queue that may lose nothing`(limit: Int) async throws {
        let gate = Gate()
        let queued = AsyncRecordingHandler(waitingAt: gate)
        let inline = RecordingHandler()
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 5000))
        async let reply = model.generate("Hello", callbacks: [.handler(queued, limit: limit), .handler(inline)])
        // What the handler has in hands when it stands at the gate is a batch of at most the limit.
        try await gate.waitForArrivals()
        try await inline.log.wait { $0.count >= limit }
        for _ in 0..<100 { await Task.yield() }
        #expect(inline.events.count <= 2 * limit + 1)
        gate.open()
        #expect(try await reply.tokenCount == 5000)
        #expect(queued.texts.count == 5000)
        #expect(EventOrderChecker.violations(in: queued.events) == [])
    }

    @Test func `a million tokens through a slow handler never wait in greater number than the limit`() async throws {
        let heard = Tally()
        let total = 1_000_000
        let limit = 64
        let slow = AsyncActingHandler { event in
            guard event.token != nil, heard.increment() % 1000 == 0 else { return }
            await Task.yield()
        }
        var most = 0
        try await CallbackManager().run(
            "loop",
            input: "Hello",
            callbacks: [.handler(slow, events: [.tokens, .terminal], limit: limit)]
        ) { run in
            for number in 1...total {
                try await run.token("a")
                most = max(most, number - heard.count)
            }
        }
        #expect(heard.count == total)
        // At most the limit in the queue, and at most as many in the hands of the task that delivers.
        #expect(most <= 2 * limit)
    }

    @Test(arguments: [1, 3, 10])
    func `a queue that drops the oldest holds nobody up, and tells what it dropped`(limit: Int) async throws {
        let gate = Gate()
        let queued = AsyncRecordingHandler(waitingAt: gate)
        let manager = CallbackManager()
        let registration = manager.add(queued, overflow: .dropOldest, limit: limit)
        let model = ScriptedModel(tokens: (1...100).map { "\($0) " })
        let task = Task { try await model.generate("Hello", manager: manager) }
        try await model.waitForReturns()
        gate.open()
        let reply = try await task.value
        #expect(reply.tokenCount == 100)
        let dropped = queued.events.reduce(0) { count, event in
            if case .dropped(let more) = event.kind { count + more } else { count }
        }
        #expect(dropped + queued.texts.count == 100)
        #expect(dropped == registration.droppedCount)
        #expect(dropped >= 100 - limit - 1)
        #expect(queued.kinds.first == .started)
        #expect(queued.kinds.last == .ended)
        #expect(queued.texts.suffix(limit) == (1...100).suffix(limit).map { "\($0) " })
        #expect(EventOrderChecker.violations(in: queued.events) == [])
        // The drop is told in the place of what was dropped: before the first token that was not.
        var position = 0
        for event in queued.events {
            switch event.kind {
            case .token(let token):
                position += 1
                #expect(token.text == "\(position) ")
            case .dropped(let count): position += count
            default: break
            }
        }
    }

    @Test(arguments: [1, 2, 8])
    func `a queue that joins tokens holds nobody up and loses nothing`(limit: Int) async throws {
        let gate = Gate()
        let queued = AsyncRecordingHandler(waitingAt: gate)
        let model = ScriptedModel(tokens: (1...500).map { "\($0) " })
        let task = Task {
            try await model.generate("Hello", callbacks: [.handler(queued, overflow: .coalesce, limit: limit)])
        }
        // The handler has not taken its first event, and still the model comes to its end.
        try await model.waitForReturns()
        gate.open()
        let reply = try await task.value
        #expect(queued.texts.joined() == reply.text)
        #expect(queued.texts.count <= limit + 1)
        #expect(queued.events.compactMap(\.token?.pieces).reduce(0, +) == 500)
        #expect(EventOrderChecker.violations(in: queued.events) == [])
    }

    @Test func `a queue that joins tokens keeps lanes, choices and calls apart`() async throws {
        let gate = Gate()
        let queued = AsyncRecordingHandler(waitingAt: gate)
        let steps: [ScriptedModel.Step] = (0..<50).flatMap { number -> [ScriptedModel.Step] in
            [
                .text("t\(number)"), .text("T\(number)"), .send(.reasoning("r\(number)")),
                .text("c\(number)", choice: 1), .send(.toolCall(slot: 0, id: "id", name: "f", arguments: "\(number)")),
                .send(.toolCall(slot: 1, arguments: "\(number)")),
            ]
        }
        async let reply = ScriptedModel(steps: steps).generate(
            "Hello",
            callbacks: [.handler(queued, overflow: .coalesce, limit: 3)]
        )
        try await gate.waitForArrivals()
        gate.open()
        let result = try await reply
        let tokens = queued.events.compactMap(\.token)
        func text(_ lane: TokenDelta.Lane, _ choice: Int = 0) -> String {
            tokens.filter { $0.lane == lane && $0.choice == choice }.map(\.text).joined()
        }
        #expect(text(.text) == result.text)
        #expect(text(.reasoning) == result.reasoning)
        #expect(text(.text, 1) == result.choices[1].text)
        #expect(text(.toolCall(slot: 0)) == result.toolCalls[0].arguments)
        #expect(text(.toolCall(slot: 1)) == result.toolCalls[1].arguments)
        #expect(tokens.map(\.pieces).reduce(0, +) == 300)
    }

    @Test func `a sync handler behind a queue hears the same`() async throws {
        let recorder = RecordingHandler()
        try await ScriptedModel("a", "b").generate("Hello", callbacks: [.queued(recorder, limit: 1)])
        #expect(recorder.kinds == [.started, .token, .token, .ended])
    }

    @Test func `a batch holds all that waits, in order, and no more than the limit`() async throws {
        let gate = Gate()
        let batch = BatchRecordingHandler(waitingAt: gate)
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 1000))
        async let reply = model.generate("Hello", callbacks: [.handler(batch, limit: 10)])
        try await gate.waitForArrivals()
        gate.open()
        #expect(try await reply.tokenCount == 1000)
        #expect(batch.sequences == Array(0...1001))
        // The terminal event is taken however full the queue is.
        #expect(batch.batchSizes.allSatisfy { 1...11 ~= $0 })
        #expect(batch.batchSizes.count < 1002)
    }

    @Test func `an interval holds batches back, but never an end`() async throws {
        let clock = ManualClock()
        let batch = BatchRecordingHandler()
        let manager = CallbackManager(clock: clock)
        manager.add(batch, interval: .seconds(1))
        let model = ScriptedModel(steps: ["a", .gate("one"), "b", "c", .gate("two"), "d"])
        async let reply = model.generate("Hello", manager: manager)
        try await model.waitUntilReached("one")
        try await batch.log.wait { !$0.isEmpty }
        try await clock.waitForSleepers()
        let first = batch.events.count
        model.open("one")
        try await model.waitUntilReached("two")
        #expect(batch.events.count == first)
        clock.advance(by: .seconds(1))
        try await batch.log.wait { $0.count >= 4 }
        // The clock stands still from here on: only the end can bring the rest.
        model.open("two")
        #expect(try await reply.tokenCount == 4)
        #expect(batch.sequences == Array(0...5))
    }

    @Test func `one callback of two runs keeps each in order`() async throws {
        let queued = AsyncRecordingHandler()
        let inline = RecordingHandler()
        let callbacks: [Callback] = [.handler(queued), .handler(inline)]
        async let one = ScriptedModel("a", "b").generate("Hello", callbacks: callbacks)
        async let other = ScriptedModel("c", "d").generate("Hello", callbacks: callbacks)
        let results = try await [one, other]
        for result in results {
            #expect(queued.kinds(of: result.runID) == [.started, .token, .token, .ended])
            #expect(inline.kinds(of: result.runID) == [.started, .token, .token, .ended])
        }
    }

    @Test func `a queued handler that emits events of its own is heard by all`() async throws {
        let run = Slot<Run>()
        let recorder = RecordingHandler()
        let echo = AsyncActingHandler { event in
            if let token = event.token { run.value?.custom("heard", data: .string(token.text)) }
        }
        let manager = CallbackManager([.handler(echo, limit: 1), .handler(recorder)])
        try await manager.run("loop", input: "Hello") { body in
            run.value = body
            try await body.token("a")
            try await body.token("b")
            try await recorder.wait(for: .custom, 2)
        }
        #expect(recorder.kinds.count { $0 == .custom } == 2)
        #expect(EventOrderChecker.violations(in: recorder.events) == [])
    }

    @Test func `an inline handler that emits events of its own is heard by all, in one order`() async throws {
        let run = Slot<Run>()
        let (before, after) = (RecordingHandler(), RecordingHandler())
        let echo = ActingHandler { event in
            if let token = event.token { run.value?.custom("heard", data: .string(token.text)) }
        }
        let manager = CallbackManager([.handler(before), .handler(echo), .handler(after)])
        try await manager.run("loop", input: "Hello") { body in
            run.value = body
            try await body.token("a")
            try await body.token("b")
        }
        #expect(before.kinds == [.started, .token, .custom, .token, .custom, .ended])
        #expect(after.kinds == before.kinds)
    }
}
