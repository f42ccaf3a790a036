// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct AsyncClosureHandlerTests {
    @Test func `hears what its sync twin hears`() async throws {
        let (sync, async) = (Notes<String>(), Notes<String>())
        let twins: [Callback] = [
            .handler(
                ClosureHandler(
                    onStart: { run, _ in sync.add("start \(run.name)") },
                    onToken: { sync.add($0.text) },
                    onEnd: { sync.add("end \($0.text)") },
                    onError: { sync.add("error \($0.error)") },
                    onCancel: { sync.add("cancel \($0.reason)") },
                    onEvent: { sync.add("\($0.sequence)") }
                )
            ),
            .handler(
                AsyncClosureHandler(
                    onStart: { run, _ in await async.addLater("start \(run.name)") },
                    onToken: { await async.addLater($0.text) },
                    onEnd: { await async.addLater("end \($0.text)") },
                    onError: { await async.addLater("error \($0.error)") },
                    onCancel: { await async.addLater("cancel \($0.reason)") },
                    onEvent: { await async.addLater("\($0.sequence)") }
                )
            ),
        ]
        try await ChunkModel("a", "b").generate("", callbacks: twins)
        _ = try? await ChunkModel([.text("c")], error: Mishap()).generate("", callbacks: twins)
        let stopper = Callback.onToken { _ in throw Mishap() }
        try await ChunkModel("d").generate(
            "",
            callbacks: twins + [stopper, .onEvent(.tokens) { $0.run.stop(reason: "!") }]
        )
        #expect(sync.all.count > 12)
        #expect(async.all == sync.all)
    }

    @Test func `what a closure throws is a fault of the handler`() async throws {
        let handler = AsyncClosureHandler(onEnd: { _ in throw Mishap() })
        let result = try await ChunkModel("a").generate("", callbacks: [.handler(handler)])
        #expect(result.handlerFailures.map(\.description) == ["AsyncClosureHandler at event 2: a mishap"])
    }

    @Test func `its events are those for which there is a closure`() {
        #expect(AsyncClosureHandler().events == [])
        #expect(AsyncClosureHandler(onToken: { _ in }, onEnd: { _ in }).events == [.tokens, .ended])
        #expect(AsyncClosureHandler(onEvent: { _ in }).events == .all)
    }

    @Test func `keeps the rules for handlers`() async throws {
        try await HandlerConformance.check(AsyncClosureHandler(onToken: { _ in }, onEvent: { _ in }))
    }
}

extension Notes {
    func addLater(_ note: Note) async {
        await Task.yield()
        add(note)
    }
}
