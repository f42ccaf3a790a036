// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RaceTests {
    /// How often each race is run.
    private static let rounds = 10_000

    @Test func `cancelling against ending gives one terminal event, the same for all`() async throws {
        for round in 0..<Self.rounds {
            let (inline, queued) = (RecordingHandler(), AsyncRecordingHandler())
            let model = ScriptedModel("a", "b")
            let task = Task { try await model.generate("Hello", callbacks: [.handler(inline), .handler(queued)]) }
            for _ in 0..<round % 16 { await Task.yield() }
            task.cancel()
            let result = await task.result
            let terminal = try #require(inline.terminals.first)
            try #require(inline.terminals.count == 1)
            try #require(queued.kinds == inline.kinds)
            try #require(queued.sequences == inline.sequences)
            try #require(EventOrderChecker.violations(in: inline.events) == [])
            switch result {
            case .success: try #require(terminal.eventKind == .ended)
            case .failure: try #require(terminal.eventKind == .cancelled)
            }
        }
    }

    @Test func `stopping, failing and ending at once give one terminal event, the same for all`() async throws {
        for _ in 0..<Self.rounds / 10 {
            let (inline, queued) = (RecordingHandler(), AsyncRecordingHandler())
            let start = Gate()
            let model = ScriptedModel(steps: [
                .together(
                    [.wait(start), "a"],
                    [.wait(start), .fail(InjectedFault())],
                    [.wait(start), .perform { $0.run.stop(reason: "enough") }]
                )
            ])
            let task = Task { try await model.generate("Hello", callbacks: [.handler(inline), .handler(queued)]) }
            try await start.waitForArrivals(3)
            async let opened: Void = start.open()
            task.cancel()
            await opened
            _ = await task.result
            try #require(inline.terminals.count == 1)
            try #require(queued.kinds == inline.kinds)
            try #require(EventOrderChecker.violations(in: queued.events) == [])
        }
    }

    @Test func `tokens of several tasks come to all handlers in one order`() async throws {
        let (first, second) = (RecordingHandler(), RecordingHandler())
        let (queued, batch) = (AsyncRecordingHandler(), BatchRecordingHandler())
        let order = EventOrderChecker()
        let manager = CallbackManager([
            .handler(first), .handler(queued, limit: 16), .handler(batch, limit: 8), .handler(second), .handler(order),
        ])
        let reply = try await manager.run("loop", input: "Hello") { run in
            await withTaskGroup(of: Void.self) { group in
                for emitter in 0..<8 {
                    group.addTask {
                        for number in 0..<500 {
                            try? await run.token("\(emitter):\(number) ", choice: emitter)
                            if number % 50 == 0 { run.custom("mark", data: .integer(emitter)) }
                        }
                    }
                }
            }
        }
        #expect(reply.tokenCount == 4000)
        #expect(first.sequences == Array(0...4081))
        for texts in [second.texts, queued.texts, batch.texts] { #expect(texts == first.texts) }
        for kinds in [second.kinds, queued.kinds, batch.kinds] { #expect(kinds == first.kinds) }
        // Of one emitter, tokens come in the order in which it sent them.
        for emitter in 0..<8 {
            #expect(reply.choices[emitter].text == (0..<500).map { "\(emitter):\($0) " }.joined())
        }
        try order.verify()
    }

    @Test func `many runs at once keep their events apart`() async throws {
        let (inline, queued, order) = (RecordingHandler(), AsyncRecordingHandler(), EventOrderChecker())
        let manager = CallbackManager([.handler(inline), .handler(queued, limit: 32), .handler(order)])
        let model = ScriptedModel(tokens: (0..<20).map { "\($0) " })
        let results = await model.batch(Array(repeating: "Hello", count: 500), maxConcurrent: 500, manager: manager)
        #expect(results.count == 500)
        #expect(queued.overlapCount == 0)
        let (heard, heardQueued) = (
            Dictionary(grouping: inline.events, by: \.run.id), Dictionary(grouping: queued.events, by: \.run.id)
        )
        for result in results {
            let id = try result.get().runID
            #expect(heard[id]?.map(\.sequence) == Array(0...21))
            #expect(heardQueued[id]?.map(\.sequence) == Array(0...21))
        }
        try order.verify()
    }

    @Test func `adding and removing during runs breaks no run`() async throws {
        let (recorder, order) = (RecordingHandler(), EventOrderChecker())
        let manager = CallbackManager([.handler(recorder), .handler(order)])
        let model = ScriptedModel(tokens: Array(repeating: "a", count: 50))
        let isDone = Gate()
        let churn = Task {
            while !isDone.isOpen {
                let added = [manager.add(RecordingHandler()), manager.add(AsyncRecordingHandler(), limit: 2)]
                await Task.yield()
                for registration in added { manager.remove(registration) }
            }
        }
        for _ in 0..<200 { #expect(try await model.generate("Hello", manager: manager).tokenCount == 50) }
        isDone.open()
        await churn.value
        #expect(recorder.texts.count == 10_000)
        #expect(manager.registrations.count == 2)
        try order.verify()
    }

    @Test func `cancelling parents at any moment keeps the order of ends`() async throws {
        for round in 0..<1000 {
            let (inline, queued, order) = (RecordingHandler(), AsyncRecordingHandler(), EventOrderChecker())
            let manager = CallbackManager([.handler(inline), .handler(queued), .handler(order)])
            let task = Task {
                try await manager.run("plan", kind: .chain) { _ in
                    async let one = ScriptedModel("a", "b").generate("Hello")
                    async let other = ScriptedModel("c").generate("Hello")
                    _ = try await (one, other)
                }
            }
            for _ in 0..<round % 32 { await Task.yield() }
            task.cancel()
            _ = await task.result
            // A child that was late to start may be a run of its own, and end after its parent's caller has its answer.
            try await inline.log.wait { events in
                events.count(where: \.isTerminal) == events.count { $0.sequence == 0 }
            }
            try order.verify()
            try await queued.waitForTerminal(inline.terminals.count)
            try #require(EventOrderChecker.violations(in: queued.events) == [])
        }
    }
}
