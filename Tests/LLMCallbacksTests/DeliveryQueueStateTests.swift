// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

/// The decisions of a queue, without any task.
struct DeliveryQueueStateTests {
    private let registration = Registration(.handler(ActingHandler { _ in }))
    private let run = RunContext(.init("test"))

    private func entry(_ sequence: Int, _ kind: CallbackEvent.Kind, of run: RunContext? = nil) -> EventRing.Entry {
        EventRing.Entry(
            event: CallbackEvent(run: run ?? self.run, sequence: sequence, nanoseconds: 0, kind: kind),
            registration: .passUnretained(registration)
        )
    }

    private func token(
        _ sequence: Int,
        _ text: String = "a",
        _ lane: TokenDelta.Lane = .text,
        of run: RunContext? = nil
    ) -> EventRing.Entry {
        entry(sequence, .token(TokenDelta(text, lane: lane)), of: run)
    }

    private func state(_ overflow: OverflowPolicy, limit: Int) -> DeliveryQueueState {
        DeliveryQueueState(policy: QueuePolicy(overflow: overflow, limit: limit))
    }

    /// Takes out everything that waits.
    private func drain(_ state: inout DeliveryQueueState) -> [CallbackEvent] {
        var batch = EventRing()
        var events: [CallbackEvent] = []
        while true {
            state.take(&batch, all: true)
            guard batch.count > 0 else { return events }
            while batch.count > 0 {
                events.append(batch[0].event)
                batch.dropFirst()
            }
        }
    }

    @Test func `the first event starts the draining, and no second one does`() {
        var state = state(.suspend, limit: 4)
        let first = state.enqueue(token(1))
        let second = state.enqueue(token(2))
        #expect(first.startsDrain)
        #expect(!second.startsDrain)
        let drained = drain(&state)
        #expect(drained.map(\.sequence) == [1, 2])
        let third = state.enqueue(token(3))
        #expect(third.startsDrain)
    }

    @Test func `a queue that may lose nothing says that it is full at its limit`() {
        var state = state(.suspend, limit: 2)
        let taken = [state.enqueue(token(1)), state.enqueue(token(2)), state.enqueue(token(3))]
        #expect(taken.map(\.isFull) == [false, true, true])
        let drained = drain(&state)
        #expect(drained.map(\.sequence) == [1, 2, 3])
        let isFull = state.isFull
        #expect(!isFull)
    }

    @Test(arguments: 1...5)
    func `what is dropped is the oldest, counted, and told where it was`(limit: Int) {
        var state = state(.dropOldest, limit: limit)
        for sequence in 1...20 {
            let taken = state.enqueue(token(sequence))
            #expect(!taken.isFull)
        }
        let count = state.count
        #expect(count == limit)
        let droppedCount = state.droppedCount
        #expect(droppedCount == 20 - limit)
        let events = drain(&state)
        guard case .dropped(let count)? = events.first?.kind else {
            Issue.record("nothing told of the drop")
            return
        }
        #expect(count == 20 - limit)
        #expect(events.map(\.sequence) == Array((20 - limit)...20))
    }

    @Test func `a start and an end are never dropped`() {
        var state = state(.dropOldest, limit: 1)
        _ = state.enqueue(entry(0, .started(RunStart(input: .value(.null)))))
        for sequence in 1...5 { _ = state.enqueue(token(sequence)) }
        _ = state.enqueue(entry(6, .ended(.sample(run))))
        let drained = drain(&state)
        #expect(drained.map { "\($0.kind)".prefix { $0 != "(" } } == ["started", "dropped", "token", "ended"])
    }

    @Test func `drops are told to their own run, in order`() {
        let other = RunContext(.init("other"))
        // A token in a queue does not keep its run alive.
        defer { withExtendedLifetime(other) {} }
        var state = state(.dropOldest, limit: 2)
        for sequence in 1...3 {
            _ = state.enqueue(token(sequence))
            _ = state.enqueue(token(sequence, of: other))
        }
        let events = drain(&state)
        for run in [run, other] {
            let own = events.filter { $0.run === run }
            #expect(own.map(\.sequence) == [2, 3])
            guard case .dropped(2)? = own.first?.kind else {
                Issue.record("two were dropped of each run")
                return
            }
        }
    }

    @Test func `neighbouring tokens are joined, and the run need not wait`() {
        var state = state(.coalesce, limit: 2)
        let taken = (1...6).map { sequence in state.enqueue(token(sequence, "\(sequence)")) }
        #expect(taken.map(\.isFull) == Array(repeating: false, count: 6))
        let count = state.count
        #expect(count == 2)
        let tokens = drain(&state).compactMap(\.token)
        #expect(tokens.map(\.text) == ["1", "23456"])
        #expect(tokens.map(\.pieces) == [1, 5])
    }

    @Test func `what cannot be joined makes the run wait, and is taken`() {
        var state = state(.coalesce, limit: 2)
        let taken = [
            state.enqueue(token(1)), state.enqueue(token(2)), state.enqueue(token(3, "b", .reasoning)),
            state.enqueue(token(4, "c", .reasoning)),
        ]
        #expect(taken.map(\.isFull) == [false, false, true, true])
        let drained = drain(&state)
        #expect(drained.compactMap(\.token?.text) == ["a", "a", "bc"])
    }

    @Test func `tokens of different runs, lanes and choices are never joined`() {
        let other = RunContext(.init("other"))
        // A token in a queue does not keep its run alive.
        defer { withExtendedLifetime(other) {} }
        var state = state(.coalesce, limit: 1)
        _ = state.enqueue(token(1, "a"))
        _ = state.enqueue(token(1, "b", of: other))
        _ = state.enqueue(token(2, "c"))
        _ = state.enqueue(token(2, "d", of: other))
        _ = state.enqueue(entry(3, .token(TokenDelta("e", choice: 1))))
        _ = state.enqueue(token(4, "f"))
        let drained = drain(&state)
        #expect(drained.compactMap(\.token?.text) == ["ac", "bd", "e", "f"])
    }

    @Test func `joining loses no name of a tool call`() {
        var state = state(.coalesce, limit: 1)
        let lane = TokenDelta.Lane.toolCall(slot: 0)
        _ = state.enqueue(entry(1, .token(TokenDelta("{", lane: lane))))
        _ = state.enqueue(entry(2, .token(TokenDelta("}", lane: lane, callID: "c1", callName: "f"))))
        _ = state.enqueue(entry(3, .token(TokenDelta("!", lane: lane))))
        let tokens = drain(&state).compactMap(\.token)
        #expect(tokens.map(\.text).joined() == "{}!")
        #expect(tokens.contains { $0.callID == "c1" && $0.callName == "f" })
    }

    @Test func `no piece grows without bound`() {
        var state = state(.coalesce, limit: 1)
        let text = String(repeating: "x", count: 40_000)
        let taken = (1...4).map { sequence in state.enqueue(token(sequence, text)) }
        #expect(taken.map(\.isFull) == [false, false, true, true])
        let drained = drain(&state)
        #expect(drained.compactMap(\.token?.text.utf8.count) == [80_000, 80_000])
    }

    @Test func `an overdue handler holds nobody, loses tokens and keeps ends`() {
        var state = state(.suspend, limit: 2)
        _ = state.enqueue(token(1))
        _ = state.enqueue(entry(2, .ended(.sample(run))))
        let wasFull = state.isFull
        let ends = state.becomeOverdue().map(\.event.sequence)
        let isFull = state.isFull
        #expect(wasFull)
        #expect(ends == [2])
        #expect(!isFull)
        let other = RunContext(.init("other"))
        // A token in a queue does not keep its run alive.
        defer { withExtendedLifetime(other) {} }
        let taken = state.enqueue(token(1, of: other))
        #expect(!taken.isFull)
        let droppedCount = state.droppedCount
        #expect(droppedCount == 1)
        state.recover()
        let drained = drain(&state)
        #expect(drained.map(\.sequence) == [1, 2, 1])
    }
}

extension RunBlueprint {
    init(_ name: String) {
        self.init(name, kind: .model, options: RunOptions(), manager: nil, callbacks: [], returnsAnswer: true)
    }
}

extension RunResult {
    static func sample(_ run: RunContext) -> RunResult {
        RunResult(
            runID: run.id,
            outcome: .ended,
            choices: [Choice()],
            usage: nil,
            model: "",
            timeToFirstToken: nil,
            duration: .zero,
            tokenCount: 0,
            handlerFailures: [],
            handlerFailureCount: 0
        )
    }
}

extension DeliveryQueueState {
    fileprivate mutating func enqueue(_ entry: EventRing.Entry) -> Taken {
        guard case .token = entry.event.kind else { return enqueue(entry.event, for: entry.registration) }
        return withUnsafePointer(to: EventView(entry.event)) { enqueue(token: $0, for: entry.registration) }
    }
}
