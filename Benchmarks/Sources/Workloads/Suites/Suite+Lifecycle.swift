// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CHeap
import LLMCallbacks
import LLMCallbacksTesting
import Synchronization

extension Suite {
    /// What a run costs besides its tokens.
    static let lifecycle = Suite(
        name: "lifecycle",
        about: """
            Runs without tokens, from the call to its return: started and ended, and heard so by every handler. Memory is what \
            the heap holds of 2,000 runs that wait for their model, with one inline handler.
            """,
        workloads: [0, 1, 8, 64].flatMap { handlers in
            [runs("inline, \(counted(handlers, "handler"))", handlers) { .handler($0) }]
                + (handlers > 0 ? [runs("queued, \(counted(handlers, "handler"))", handlers) { .queued($0) }] : [])
        } + [generated, nested, liveRuns, liveRunsWithTasks]
    )

    private static func runs(
        _ name: String,
        _ handlers: Int,
        _ callback: @escaping @Sendable (LifecycleCounter) -> Callback
    ) -> Workload {
        Workload("start and end, \(name)", per: "run") {
            let counters = (0..<handlers).map { _ in LifecycleCounter() }
            let manager = CallbackManager(counters.map(callback))
            let began = ContinuousClock.now
            for _ in 0..<count { try await manager.run("benchmark", input: "") { _ in } }
            let elapsed = began.duration(to: .now)
            for counter in counters { try counter.check(count) }
            return .time(elapsed, units: count)
        }
    }

    /// The whole road of an app that asks a model: the request, the run, one token, the result.
    private static let generated = Workload("generate, one token, inline, 1 handler", per: "run") {
        let counter = LifecycleCounter()
        let began = ContinuousClock.now
        for _ in 0..<count {
            let result = try await OneTokenModel().generate("Hello", callbacks: [.handler(counter)])
            try Incomplete.unless(result.text == " water", "the answer was lost")
        }
        let elapsed = began.duration(to: .now)
        try counter.check(count)
        return .time(elapsed, units: count)
    }

    private static let nested = Workload("a run nested in a run, inline, 1 handler", per: "run") {
        let counter = LifecycleCounter()
        let manager = CallbackManager([.handler(counter)])
        let began = ContinuousClock.now
        for _ in 0..<count {
            try await manager.run("outer", input: "", kind: .chain) { _ in
                try await manager.run("inner", input: "") { _ in }
            }
        }
        let elapsed = began.duration(to: .now)
        try counter.check(2 * count)
        return .time(elapsed, units: 2 * count)
    }

    /// The run alone: less what the task takes that it runs in.
    private static let liveRuns = Workload("a live run, beside its task", per: "run", isOfMemory: true) {
        let alone = try await heapOfTasks { gate, arrivals in
            arrivals.add()
            await gate.wait()
        }
        return .memory(try await heapOfRuns() - alone, units: liveCount)
    }

    private static let liveRunsWithTasks = Workload("a live run, with its task", per: "run", isOfMemory: true) {
        .memory(try await heapOfRuns(), units: liveCount)
    }

    private static func heapOfRuns() async throws -> Int {
        let manager = CallbackManager([.handler(LifecycleCounter())])
        return try await heapOfTasks { gate, arrivals in
            let result = try await manager.run("benchmark", input: "") { run in
                try await run.token(" water")
                arrivals.add()
                await gate.wait()
            }
            try Incomplete.unless(result.tokenCount == 1, "a token was lost")
        }
    }

    /// What the heap holds of many tasks, all of which have arrived at a gate.
    private static func heapOfTasks(
        _ body: @escaping @Sendable (_ gate: Gate, _ arrivals: Arrivals) async throws -> Void
    ) async throws -> Int {
        let gate = Gate()
        let arrivals = Arrivals()
        let before = heap_bytes_in_use()
        return try await withThrowingTaskGroup { group in
            for _ in 0..<liveCount { group.addTask { try await body(gate, arrivals) } }
            while arrivals.count < liveCount { await Task.yield() }
            let bytes = Int(heap_bytes_in_use()) - Int(before)
            gate.open()
            try await group.waitForAll()
            return bytes
        }
    }

    private static let liveCount = 2_000
    private static let count = 1_000
}

/// How many tasks have come.
private final class Arrivals: Sendable {
    private let number = Atomic(0)
    var count: Int { number.load(ordering: .relaxed) }
    func add() { number.add(1, ordering: .relaxed) }
}

/// Counts starts and ends.
private final class LifecycleCounter: CallbackHandler {
    private let started = Atomic(0)
    private let ended = Atomic(0)

    func handle(_ event: CallbackEvent) {
        switch event.kind {
        case .started: started.add(1, ordering: .relaxed)
        case .ended: ended.add(1, ordering: .relaxed)
        default: break
        }
    }

    func check(_ runs: Int) throws {
        let heard = (started.load(ordering: .relaxed), ended.load(ordering: .relaxed))
        try Incomplete.unless(heard == (runs, runs), "of \(runs) runs \(heard.0) starts and \(heard.1) ends were heard")
    }
}

private struct OneTokenModel: StreamingModel {
    let name = "one token"

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        try await output.send(.text(" water"))
    }
}
