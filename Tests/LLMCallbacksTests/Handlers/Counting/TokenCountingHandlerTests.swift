// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct TokenCountingHandlerTests {
    let counter = TokenCountingHandler()
    let usage = ModelChunk.usage(
        TokenUsage(inputTokens: 10, outputTokens: 20, cachedInputTokens: 4, reasoningTokens: 5)
    )

    @Test func `counts what the model said it used`() async throws {
        try await ChunkModel([.text("a"), .text("b"), usage]).generate("", callbacks: [.counting(counter)])
        let total = counter.snapshot().total
        #expect(total.runs == 1)
        #expect(total.chunks == 2)
        #expect(total.reported == total.tokens)
        #expect((total.inputTokens, total.outputTokens) == (10, 20))
        #expect((total.tokens.cachedInput, total.tokens.reasoning) == (4, 5))
        #expect(total.runsWithoutUsage == 0)
    }

    @Test func `of several words on usage the last counts, and they are not added up`() async throws {
        let earlier = ModelChunk.usage(TokenUsage(inputTokens: 10, outputTokens: 1))
        try await ChunkModel([earlier, .text("a"), earlier, usage]).generate("", callbacks: [.counting(counter)])
        #expect(counter.snapshot().total.outputTokens == 20)
    }

    @Test func `runs without usage are counted as such, and estimated`() async throws {
        try await ChunkModel("a", "b", "c").generate("", callbacks: [.counting(counter)])
        let total = counter.snapshot().total
        #expect(total.runsWithoutUsage == 1)
        #expect(total.estimated.output == 3)
        #expect(total.reported.output == 0)
        #expect((total.inputTokens, total.outputTokens) == (0, 3))
    }

    @Test func `says where the numbers come from`() async throws {
        for source in [TokenUsage.Source.reported, .counted, .counted, .estimated] {
            let usage = TokenUsage(inputTokens: 1, outputTokens: 2, source: source)
            try await ChunkModel([.usage(usage)]).generate("", callbacks: [.counting(counter)])
        }
        let total = counter.snapshot().total
        #expect([total.reported, total.counted, total.estimated].map(\.output) == [2, 4, 2])
        #expect(total.tokens.input == 4)
    }

    @Test func `counts by the model that answered`() async throws {
        let callbacks: [Callback] = [.counting(counter)]
        try await ChunkModel([usage], name: "a").generate("", callbacks: callbacks)
        try await ChunkModel([usage, .model("b-2026")], name: "b").generate("", callbacks: callbacks)
        try await ChunkModel([usage], name: "a").generate("", callbacks: callbacks)
        try await ChunkModel([usage], name: "").generate("", callbacks: callbacks)
        let counts = counter.snapshot()
        #expect(counts.byModel.mapValues(\.runs) == ["a": 2, "b-2026": 1, "unknown": 1])
        #expect(counts.byModel["a"]?.outputTokens == 40)
        #expect(counts.total.outputTokens == 80)
    }

    @Test func `failed and cancelled runs count with what there was`() async throws {
        _ = try? await ChunkModel([.text("a"), usage], error: Mishap()).generate("", callbacks: [.counting(counter)])
        let stop = Callback.onEvent(.tokens) { $0.run.stop(reason: "") }
        try await ChunkModel("a").generate("", callbacks: [.counting(counter), stop])
        let total = counter.snapshot().total
        #expect((total.runs, total.errors, total.cancellations, total.runsWithoutUsage) == (2, 1, 1, 1))
        #expect(total.outputTokens == 21)
    }

    @Test func `counts requests made again, under the model that answered`() async throws {
        let again = ModelChunk.retrying(Retry(attempt: 1, delay: .zero, reason: ""))
        try await ChunkModel([again, again, .text("a"), .model("real")]).generate("", callbacks: [.counting(counter)])
        try await ChunkModel([again, .text("a")]).generate("", callbacks: [.counting(counter)])
        #expect(counter.snapshot().total.retries == 3)
        #expect(counter.snapshot().byModel.mapValues(\.retries) == ["real": 2, "chunks": 1])
    }

    @Test func `sums up the times to the first token`() async throws {
        for time in [100, 300] {
            let clock = ManualClock()
            let stage = try await Stage.open(manager: CallbackManager([.counting(counter)], clock: clock))
            clock.advance(by: .milliseconds(time))
            try await stage.say("a")
            clock.advance(by: .seconds(9))
            try await stage.say("b")
            try await stage.end()
        }
        try await ChunkModel().generate("", callbacks: [.counting(counter)])
        let times = counter.snapshot().total.timeToFirstToken
        #expect(times.count == 2)
        #expect(times.sum == .milliseconds(400))
        #expect(
            (times.minimum, times.mean, times.maximum) == (.milliseconds(100), .milliseconds(200), .milliseconds(300))
        )
        #expect(TokenCounts.Times().mean == nil)
    }

    @Test func `runs of anything but models are left out`() async throws {
        let manager = CallbackManager([.handler(counter)])
        try await manager.run("agent", input: "", kind: .agent) { run in
            try await run.token("thinking")
            try await run.send(usage)
            try await ChunkModel([.text("a"), usage]).generate("")
        }
        let counts = counter.snapshot()
        #expect(counts.total.runs == 1)
        #expect(counts.total.chunks == 1)
        #expect(counts.byModel.keys.sorted() == ["chunks"])
    }

    @Test func `a snapshot stays as it was, and a reset begins again`() async throws {
        try await ChunkModel("a").generate("", callbacks: [.counting(counter)])
        let before = counter.snapshot()
        counter.reset()
        #expect(before.total.runs == 1)
        #expect(counter.snapshot() == TokenCounts())
        try await ChunkModel("a").generate("", callbacks: [.counting(counter)])
        #expect(counter.snapshot().total.runs == 1)
    }

    @Test func `hears no tokens without a budget`() {
        #expect(Callback.counting(counter).events == [.retrying, .ended, .failed, .cancelled])
        let withBudget = Callback.counting(TokenCountingHandler(budget: .chunks(1)))
        #expect(withBudget.events == [.started, .tokens, .replaced, .retrying, .ended, .failed, .cancelled])
    }

    @Test func `concurrent runs are all counted`() async throws {
        let usage = usage
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<50 {
                        _ = try? await ChunkModel([.text("a"), usage]).generate("", callbacks: [.counting(counter)])
                    }
                }
            }
        }
        let total = counter.snapshot().total
        #expect((total.runs, total.chunks, total.outputTokens) == (400, 400, 8000))
    }

    @Test func `keeps the rules for handlers`() async throws {
        try await HandlerConformance.check(.counting(counter))
        try await HandlerConformance.check(TokenCountingHandler(budget: .chunks(.max)))
        try await HandlerConformance.check(TokenCountingHandler(budget: .outputTokens(.max, per: .run)))
    }
}
