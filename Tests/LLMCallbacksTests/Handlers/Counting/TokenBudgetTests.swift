// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct TokenBudgetTests {
    let words = ChunkModel("a", "b", "c", "d", "e")

    @Test func `the piece that exceeds the budget stops the run, and the text so far is kept`() async throws {
        let counter = TokenCountingHandler(budget: .outputTokens(3))
        let result = try await words.generate("", callbacks: [.counting(counter)])
        #expect(result.outcome == .cancelled(.stopped("the budget of 3 output tokens is used up")))
        #expect(result.text == "abcd")
        #expect(counter.snapshot().total.cancellations == 1)
    }

    @Test func `a run that just fits is not stopped`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(5))
        #expect(try await words.generate("", callbacks: [.counting(counter)]).outcome == .ended)
    }

    @Test func `a budget is for all runs together`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(7))
        #expect(try await words.generate("", callbacks: [.counting(counter)]).outcome == .ended)
        #expect(try await words.generate("", callbacks: [.counting(counter)]).text == "abc")
    }

    @Test func `when nothing is left, the model is not asked`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(5))
        try await words.generate("", callbacks: [.counting(counter)])
        let result = try await words.generate("", callbacks: [.counting(counter)])
        #expect(result.outcome == .cancelled(.stopped("the budget of 5 chunks is used up")))
        #expect(result.tokenCount == 0)
    }

    @Test func `a budget may be for each run`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(3, per: .run))
        for _ in 0..<2 {
            let result = try await words.generate("", callbacks: [.counting(counter)])
            #expect(result.outcome == .cancelled(.stopped("the budget of 3 chunks a run is used up")))
            #expect(result.text == "abcd")
        }
    }

    @Test func `runs that are over count with what their model said it used`() async throws {
        let counter = TokenCountingHandler(budget: .outputTokens(100))
        let usage = TokenUsage(inputTokens: 0, outputTokens: 98)
        try await ChunkModel([.text("long"), .usage(usage)]).generate("", callbacks: [.counting(counter)])
        #expect(try await words.generate("", callbacks: [.counting(counter)]).text == "abc")
    }

    @Test func `a budget of chunks does not look at usage`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(6))
        let usage = TokenUsage(inputTokens: 0, outputTokens: 98)
        try await ChunkModel([.text("long"), .usage(usage)]).generate("", callbacks: [.counting(counter)])
        #expect(try await words.generate("", callbacks: [.counting(counter)]).outcome == .ended)
    }

    @Test func `runs under way count together`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(2))
        let one = try await Stage.open(callbacks: [.counting(counter)])
        let two = try await Stage.open(callbacks: [.counting(counter)])
        try await one.say("a")
        try await two.say("b")
        _ = try? await one.say("c")
        #expect(try await one.end().outcome == .cancelled(.stopped("the budget of 2 chunks is used up")))
        #expect(try await two.end().outcome == .ended)
    }

    @Test func `a reset gives the whole budget back`() async throws {
        let counter = TokenCountingHandler(budget: .chunks(5))
        for _ in 0..<3 {
            #expect(try await words.generate("", callbacks: [.counting(counter)]).outcome == .ended)
            counter.reset()
        }
    }

    @Test func `what is written outside of model runs takes nothing from it`() async throws {
        let manager = CallbackManager([.handler(TokenCountingHandler(budget: .chunks(1)))])
        let result = try await manager.run("agent", input: "", kind: .agent) { run in
            for word in ["a", "b", "c"] { try await run.token(word) }
        }
        #expect(result.outcome == .ended)
    }
}
