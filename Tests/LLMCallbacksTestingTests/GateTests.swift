// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Testing

struct GateTests {
    @Test func `who waits goes on when the gate is opened`() async throws {
        let gate = Gate()
        let task = Task { await gate.wait() }
        try await gate.waitForArrivals()
        #expect(!gate.isOpen)
        gate.open()
        await task.value
        #expect(gate.arrivals == 1)
    }

    @Test func `who comes to an open gate does not wait`() async throws {
        let gate = Gate(isOpen: true)
        await gate.wait()
        try await gate.waitUnlessCancelled()
        gate.block()
        #expect(gate.arrivals == 3)
    }

    @Test func `cancelling ends a wait that listens to it`() async throws {
        let gate = Gate()
        let task = Task { try await gate.waitUnlessCancelled() }
        try await gate.waitForArrivals()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `cancelling does not end a wait that is deaf to it`() async throws {
        let gate = Gate()
        let task = Task { () -> Bool in
            await gate.wait()
            return gate.isOpen
        }
        task.cancel()
        try await gate.waitForArrivals()
        gate.open()
        #expect(await task.value)
    }

    @Test func `a task that is cancelled already does not wait`() async throws {
        let (start, gate) = (Gate(), Gate())
        let task = Task {
            await start.wait()
            try await gate.waitUnlessCancelled()
        }
        task.cancel()
        start.open()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
