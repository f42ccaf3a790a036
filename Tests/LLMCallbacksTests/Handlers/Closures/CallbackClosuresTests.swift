// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct CallbackClosuresTests {
    @Test func `one closure is a handler`() async throws {
        let notes = Notes<String>()
        let callbacks: [Callback] = [
            .onStart { run, _ in notes.add("start \(run.name)") },
            .onToken { notes.add($0.text) },
            .onEnd { notes.add("end \($0.text)") },
            .onError { notes.add("error \($0.error)") },
            .onCancel { notes.add("cancel \($0.reason)") },
            .onEvent(.terminal) { notes.add("\($0.sequence)") },
        ]
        try await ChunkModel("a", "b").generate("", callbacks: callbacks)
        _ = try? await ChunkModel([], error: Mishap()).generate("", callbacks: callbacks)
        #expect(notes.all == ["start chunks", "a", "b", "end ab", "3", "start chunks", "error a mishap", "1"])
    }

    @Test func `it is registered for its own kind alone`() {
        #expect(Callback.onStart { _, _ in }.events == .started)
        #expect(Callback.onToken { _ in }.events == .tokens)
        #expect(Callback.onEnd { _ in }.events == .ended)
        #expect(Callback.onError { _ in }.events == .failed)
        #expect(Callback.onCancel { _ in }.events == .cancelled)
        #expect(Callback.onEvent { _ in }.events == .all)
    }

    @Test func `it may throw, and is named in the result`() async throws {
        let result = try await ChunkModel("a").generate("", callbacks: [.onToken { _ in throw Mishap() }])
        #expect(result.handlerFailures.map(\.description) == ["onToken at event 1: a mishap"])
    }
}
