// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

/// Budgets that are kept by a tokenizer, prices and what the provider says.
struct LiveBudgetTests {
    private func counter(_ budgets: TokenBudget...) -> TokenCountingHandler {
        TokenCountingHandler(budgets: budgets, tokenizers: WordCounters(), prices: FlatPrices())
    }

    private let words = ChunkModel("one two ", "three four ", "five six ", "seven ")

    @Test func `the piece whose tokens exceed the budget stops the run`() async throws {
        let result = try await words.generate("", callbacks: [.counting(counter(.outputTokens(5)))])
        #expect(result.outcome == .cancelled(.stopped("the budget of 5 output tokens is used up")))
        #expect(result.text == "one two three four five six ")
        #expect(result.usage?.output == .init(6, .counted))
    }

    @Test func `a budget of tokens has the prompt in it`() async throws {
        let result = try await words.generate("a b c", callbacks: [.counting(counter(.tokens(6)))])
        #expect(result.text == "one two three four ")
    }

    @Test func `the piece whose cost exceeds the budget stops the run`() async throws {
        // The prompt costs 3 x 2, and each word 10: 46 after four words.
        let exact = try await words.generate("a b c", callbacks: [.counting(counter(.money(Money(picoDollars: 76))))])
        #expect(exact.outcome == .ended)
        let result = try await words.generate("a b c", callbacks: [.counting(counter(.money(Money(picoDollars: 45))))])
        #expect(result.outcome == .cancelled(.stopped("the budget of 0.000000000045 dollars is used up")))
        #expect(result.text == "one two three four ")
    }

    @Test func `a budget in money refuses what has no price`() async throws {
        let model = ChunkModel("a", name: "unknown")
        let result = try await model.generate("", callbacks: [.counting(counter(.money(Money(picoDollars: 1_000))))])
        #expect(result.outcome == .cancelled(.stopped("a budget in money needs a price, and unknown has none")))
        #expect(result.tokenCount == 0)
    }

    @Test func `a budget of a session is for its runs alone`() async throws {
        let counter = counter(.outputTokens(8, per: .session))
        func run(_ session: String?) async throws -> RunResult.Outcome {
            try await words.generate("", callbacks: [.counting(counter)], options: RunOptions(session: session)).outcome
        }
        #expect(try await run("a") == .ended)
        #expect(try await run("a") == .cancelled(.stopped("the budget of 8 output tokens a session is used up")))
        #expect(try await run("b") == .ended)
        #expect(try await run(nil) == .ended)
        #expect(try await run(nil) == .ended)
        counter.reset()
        #expect(try await run("a") == .ended)
    }

    @Test func `of several budgets the first that is used up stops the run`() async throws {
        let counter = counter(.outputTokens(100), .outputTokens(3, per: .run))
        let result = try await words.generate("", callbacks: [.counting(counter)])
        #expect(result.outcome == .cancelled(.stopped("the budget of 3 output tokens a run is used up")))
    }

    @Test func `what the provider says so far counts, too`() async throws {
        let running = ModelChunk.usage(TokenUsage(inputTokens: 1, outputTokens: 900, source: .running))
        let model = ChunkModel([.text("one "), running, .text("two ")])
        let result = try await model.generate("", callbacks: [.counting(counter(.outputTokens(50)))])
        #expect(result.outcome == .cancelled(.stopped("the budget of 50 output tokens is used up")))
        #expect(result.text == "one ")
    }
}
