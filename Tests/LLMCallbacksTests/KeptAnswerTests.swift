// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Testing

@testable import LLMCallbacks

/// A run gathers its text only for those who will be shown it.
struct KeptAnswerTests {
    private let manager = CallbackManager()

    private func keepsAnswer(_ run: Run) -> Bool { run.context.emission.pointee.keepsAnswer }

    @Test func `a run with a value of its own keeps no text that nobody wants`() async throws {
        manager.add(AsyncRecordingHandler(), events: .tokens)
        manager.add(RecordingHandler(), events: .tokens)
        let keepsOfValue = try await manager.run("look", kind: .tool) { keepsAnswer($0) }
        #expect(!keepsOfValue)
        try await manager.run("look", kind: .tool) { #expect(!keepsAnswer($0)) }
    }

    @Test func `a handler of terminal events is shown the whole text`() async throws {
        let recorder = RecordingHandler()
        manager.add(recorder, events: .terminal)
        try await manager.run("look", kind: .tool) { run in
            #expect(keepsAnswer(run))
            try await run.token("to ")
            try await run.token("be")
        }
        #expect(recorder.terminals.first?.result?.text == "to be")
    }

    @Test func `the caller of a run with an input is given the text, whoever hears it`() async throws {
        let reply = try await manager.run("model", input: "Hello") { try await $0.token("to be") }
        #expect(reply.text == "to be")
    }
}
