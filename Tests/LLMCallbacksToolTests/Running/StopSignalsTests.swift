// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Synchronization
import Testing

@testable import LLMCallbacksTool

@Suite(.timeLimit(.minutes(1))) struct StopSignalsTests {
    private let status: Shared<LLMCallbacksTool.ExitStatus?>
    private let signals: StopSignals

    init() {
        let status = Shared<LLMCallbacksTool.ExitStatus?>(nil)
        self.status = status
        signals = StopSignals { ending in status.value.withLock { $0 = ending } }
    }

    @Test func `a signal that comes as soon as a run does cancels it, and that is on record`() async throws {
        let database = try TemporaryDatabase()
        let manager = CallbackManager([.transcript(at: database.path)])
        let work = signals.task(on: CallingExecutor()) { [signals] in
            // Here, its task is still being made.
            try await manager.run("model", input: "Hi") { run in
                try await run.token("so far")
                signals.receive(SIGINT)
                try await Gate().waitUnlessCancelled()
            }
        }
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(status.value.withLock { $0 } == nil && signals.received == SIGINT)
        let reader = try TranscriptReader(path: database.path)
        let run = try reader.run("last")
        #expect(run.status == .cancelled)
        #expect(try reader.output(of: run)[0].text == "so far")
    }

    @Test func `a signal that came before a task cancels it`() async throws {
        signals.whenStopped {}
        signals.receive(SIGTERM)
        let work = signals.task { try await Gate().waitUnlessCancelled() }
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(status.value.withLock { $0 } == nil)
    }

    @Test func `a signal with nothing under way ends the program`() {
        signals.receive(SIGTERM)
        #expect(status.value.withLock { $0 } == .stopped(by: SIGTERM))
    }

    /// Runs what a task does at once, where the task is made: up to its first wait, before whoever makes it goes on.
    private final class CallingExecutor: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    private final class Shared<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }
}
