// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct CallbackAsyncClosuresTests {
    @Test func `a closure that waits hears what one that does not wait hears`() async throws {
        let (sync, async) = (Notes<String>(), Notes<String>())
        let twins: [(one: Callback, other: Callback)] = [
            (.onStart { run, _ in sync.add(run.name) }, .onStart { run, _ in await async.addLater(run.name) }),
            (.onToken { sync.add($0.text) }, .onToken { await async.addLater($0.text) }),
            (.onEnd { sync.add($0.text) }, .onEnd { await async.addLater($0.text) }),
            (.onError { sync.add("\($0.error)") }, .onError { await async.addLater("\($0.error)") }),
            (.onCancel { sync.add("\($0.reason)") }, .onCancel { await async.addLater("\($0.reason)") }),
            (.onEvent { sync.add("\($0.sequence)") }, .onEvent { await async.addLater("\($0.sequence)") }),
        ]
        for (one, other) in twins {
            #expect(one.label == other.label)
            #expect(one.events == other.events)
            try await ChunkModel("a", "b").generate("", callbacks: [one, other])
            _ = try? await ChunkModel([.text("c")], error: Mishap()).generate("", callbacks: [one, other])
            let stop = Callback.onEvent(.tokens) { $0.run.stop(reason: "enough") }
            try await ChunkModel("d").generate("", callbacks: [one, other, stop])
            #expect(async.all == sync.all)
        }
        #expect(sync.all.count == 20)
    }

    @Test func `only a closure that waits is queued`() {
        let notes = Notes<String>()
        let routes = CallbackManager([.onToken { notes.add($0.text) }, .onToken { await notes.addLater($0.text) }])
            .describe("model")
        #expect(routes.map(\.isInline) == [true, false])
    }
}
