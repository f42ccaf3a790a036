// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

/// Work in the caller's task stays on the caller's actor. To leave it and come back takes two changes of thread, and lets others
/// in between.
@MainActor
struct IsolationTests {
    private let manager = CallbackManager([.handler(RecordingHandler())])

    @Test func `a run is started, told and ended on its caller's actor`() async throws {
        try await withoutOthers {
            try await manager.run("m", input: "Hi") { run in
                MainActor.assertIsolated()
                for piece in ["one", " two"] { try await run.token(piece) }
            }
        }
    }

    @Test func `so is a run with a value`() async throws {
        let value = try await withoutOthers {
            try await manager.run("add", kind: .tool) { _ in
                MainActor.assertIsolated()
                return 3
            }
        }
        #expect(value == 3)
    }

    @Test func `so is what is done with callbacks around it`() async throws {
        try await withoutOthers {
            try await withCallbacks([.handler(RecordingHandler())]) {
                MainActor.assertIsolated()
                try await manager.run("m", input: "Hi") { _ in }
            }
        }
    }

    /// Does something while another task waits for the actor, and expects that the other one did not get it.
    @discardableResult
    private func withoutOthers<Value>(_ body: @MainActor () async throws -> Value) async throws -> Value {
        var isHeard = false
        let other = Task { @MainActor in isHeard = true }
        let value = try await body()
        #expect(!isHeard)
        await other.value
        #expect(isHeard)
        return value
    }
}
