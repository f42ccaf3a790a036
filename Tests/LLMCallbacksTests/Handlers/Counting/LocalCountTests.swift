// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

/// Counting with a tokenizer and with prices.
struct LocalCountTests {
    private let words = WordCounters()

    private func counter(_ budgets: TokenBudget..., lanes: LaneFilter = .all) -> TokenCountingHandler {
        TokenCountingHandler(budgets: budgets, tokenizers: words, prices: FlatPrices(), lanes: lanes)
    }

    @Test func `a run that is stopped has a count and a cost, and both are told as counted`() async throws {
        let counter = counter()
        let heard = RecordingHandler()
        let stop = Callback.onEvent(.tokens) { if $0.sequence == 3 { $0.run.stop(reason: "enough") } }
        let reply = try await ChunkModel("one tw", "o three fo", "ur", " five", "six").generate(
            "a b c",
            callbacks: [stop, .handler(heard), .counting(counter)]
        )
        #expect(reply.usage?.output == .init(5, .counted))
        #expect(reply.usage?.input == .init(3, .estimated))
        #expect(heard.events.last?.result?.usage == reply.usage)
        let total = counter.snapshot().total
        #expect((total.counted.output, total.estimated.input, total.runsWithoutUsage) == (5, 3, 1))
        // 3 x 2 + 5 x 10
        #expect(total.cost.amount == Money(picoDollars: 56))
        #expect((total.cost.pricedCalls, total.cost.estimates, total.cost.oldestTableDate) == (1, 1, "2026-11-20"))
    }

    @Test func `a run that fails has a count and a cost`() async throws {
        let counter = counter()
        _ = try? await ChunkModel([.text("one two")], error: Mishap()).generate("", callbacks: [.counting(counter)])
        #expect(counter.snapshot().total.counted.output == 3)
        #expect(counter.snapshot().total.cost.amount == Money(picoDollars: 30))
    }

    @Test(arguments: [
        ModelError(.authentication, "", status: 401), ModelError(.rateLimited, "", status: 429),
        ModelError(.invalidRequest, "", status: 422), ModelError(.permission, ""), ModelError(.notFound, ""),
    ])
    func `a request that is refused has used nothing`(error: ModelError) async throws {
        let counter = counter(.money(Money(picoDollars: 7)))
        let ends = Notes<TokenUsage?>()
        let callbacks: [Callback] = [.counting(counter), .onEvent(.terminal) { ends.add($0.result?.usage) }]
        // Each takes six of the budget's seven, until it is known that it took none.
        for _ in 0..<3 { _ = try? await ChunkModel([], error: error).generate("a b c", callbacks: callbacks) }
        #expect(ends.all == Array(repeating: TokenUsage(inputTokens: 0, outputTokens: 0, source: .counted), count: 3))
        let total = counter.snapshot().total
        #expect((total.errors, total.inputTokens, total.cost.pricedCalls) == (3, 0, 3))
        #expect(total.cost.amount == .zero)
    }

    @Test(arguments: [
        ModelError(.timeout, ""), ModelError(.connection, ""), ModelError(.server, "", status: 504),
        ModelError(.invalidResponse, ""),
    ])
    func `one that may have been worked on has its prompt`(error: ModelError) async throws {
        let counter = counter()
        _ = try? await ChunkModel([], error: error).generate("a b c", callbacks: [.counting(counter)])
        #expect(counter.snapshot().total.cost.amount == Money(picoDollars: 6))
    }

    @Test func `the provider's numbers come first`() async throws {
        let counter = counter()
        let usage = TokenUsage(inputTokens: 50, outputTokens: 3)
        let reply = try await ChunkModel([.text("one two"), .usage(usage)]).generate(
            "",
            callbacks: [.counting(counter)]
        )
        #expect(reply.usage == usage)
        #expect(counter.snapshot().total.counted.output == 0)
        // 50 x 2 + 3 x 10
        #expect(counter.snapshot().total.cost.amount == Money(picoDollars: 130))
        #expect(words.learned.all == [50])
    }

    @Test func `of a stream that was cut, what was counted stands if it is more than was said`() async throws {
        let running = ModelChunk.usage(TokenUsage(inputTokens: 50, outputTokens: 1, source: .running))
        let model = ChunkModel([.text("one "), running, .text("two three ")], error: Mishap())
        let ends = Notes<TokenUsage?>()
        _ = try? await model.generate(
            "",
            callbacks: [.counting(counter()), .onEvent(.terminal) { ends.add($0.result?.usage) }]
        )
        #expect(
            ends.all == [
                TokenUsage(inputTokens: 50, outputTokens: nil, source: .running).with(output: .init(3, .counted))
            ]
        )
    }

    @Test func `lanes, choices and calls are texts of their own`() async throws {
        let chunks: [ModelChunk] = [
            .reasoning("hm h"), .text("ab"), .text("a", choice: 1), .reasoning("m"), .text("c"), .text("b", choice: 1),
            .toolCall(slot: 0, id: "1", name: "look", arguments: "x "),
            .toolCall(slot: 1, id: "2", name: "at", arguments: ""),
            .toolCall(slot: 0, arguments: "y"), .refusal("no"),
        ]
        let reply = try await ChunkModel(chunks).generate("", callbacks: [.counting(counter())])
        // Reasoning "hm hm" 2; texts "abc" 2 and "ab" 1; refusal 1; names 2 and 1; arguments "x y" 2.
        #expect(reply.usage?.output == .init(11, .lowerBound))
        #expect(reply.usage?.reasoning == .init(2, .lowerBound))
    }

    @Test func `only the lanes that are wanted are counted`() async throws {
        let chunks: [ModelChunk] = [.reasoning("one two "), .text("three ")]
        let counter = counter(.outputTokens(1), lanes: .text)
        let reply = try await ChunkModel(chunks).generate("", callbacks: [.counting(counter)])
        #expect(reply.outcome == .ended)
        #expect(reply.usage?.output == .init(1, .lowerBound))
    }

    @Test func `a lane that is replaced is counted anew`() async throws {
        let chunks: [ModelChunk] = [.text("one two "), .replaced(TokenDelta("three "))]
        let reply = try await ChunkModel(chunks).generate("", callbacks: [.counting(counter())])
        #expect(reply.usage?.output == .init(1, .counted))
    }

    @Test func `of a model that hides its reasoning a count is a lower bound`() async throws {
        for (name, source) in [
            ("gpt-5-mini", TokenUsage.Source.lowerBound), ("openai/o3", .lowerBound), ("gpt-4o", .counted),
        ] {
            let reply = try await ChunkModel("one ", name: name).generate("", callbacks: [.counting(counter())])
            #expect(reply.usage?.output == .init(1, source))
        }
    }

    @Test func `without a vocabulary nothing is claimed, and an unknown model is unpriced`() async throws {
        let counter = counter()
        let reply = try await ChunkModel("a", "b", name: "unknown").generate("", callbacks: [.counting(counter)])
        #expect(reply.usage?.output == nil)
        let total = counter.snapshot().total
        #expect(total.estimated.output == 2)
        #expect((total.cost.amount, total.cost.unpricedCalls, total.cost.pricedCalls) == (.zero, 1, 0))
    }

    @Test func `the service tier of the answer sets the price`() async throws {
        let counter = counter()
        var usage = TokenUsage(inputTokens: 1, outputTokens: 1)
        usage.serviceTier = "priority"
        try await ChunkModel([.text("one "), .usage(usage)]).generate("", callbacks: [.counting(counter)])
        #expect(counter.snapshot().total.cost.amount == Money(picoDollars: 36))
    }

    @Test func `a run under way can be asked for its tokens and its cost, piece by piece`() async throws {
        let counter = counter()
        let one = try await Stage.open(callbacks: [.counting(counter)])
        let two = try await Stage.open("other", callbacks: [.counting(counter)])
        for (stage, text, tokens) in [(one, "on", 1), (two, "a b ", 2), (one, "e", 2), (one, " ", 1), (two, "c", 3)] {
            try await stage.say(text)
            let run = stage.run.context
            #expect(counter.usage(of: run)?.output == .init(tokens, .counted))
            #expect(counter.cost(of: run)?.amount == Money(picoDollars: 10 * Int64(tokens)))
        }
        try await one.end()
        #expect(counter.usage(of: one.run.context) == nil)
        try await two.end()
        #expect(counter.snapshot().total.counted.output == 4)
    }

    @Test func `speed is in tokens`() async throws {
        let clock = ManualClock()
        let counter = counter()
        let stage = try await Stage.open(manager: CallbackManager([.counting(counter)], clock: clock))
        clock.advance(by: .seconds(3))
        try await stage.say("one two three ")
        clock.advance(by: .seconds(2))
        try await stage.say("four five six ")
        try await stage.end()
        #expect(counter.snapshot().total.tokensPerSecond == 3)
    }

    @Test func `more texts than are counted are a token a piece, and a guess`() async throws {
        let chunks = (0..<300).map { ModelChunk.toolCall(slot: $0, arguments: "one two ") }
        let reply = try await ChunkModel(chunks).generate("", callbacks: [.counting(counter())])
        #expect(reply.usage?.output == .init(256 * 2 + 44, .estimated))
    }

    @Test func `two streams on two threads do not mix`() async throws {
        let counter = counter()
        await withTaskGroup { group in
            for name in ["a", "b"] {
                group.addTask {
                    let pieces = (0..<2_000).map { ModelChunk.text($0.isMultiple(of: 2) ? "wo" : "rd ") }
                    let reply = try? await ChunkModel(pieces, name: name).generate("", callbacks: [.counting(counter)])
                    #expect(reply?.usage?.output == .init(1_000, .counted))
                }
            }
        }
        #expect(counter.snapshot().byModel.mapValues(\.outputTokens) == ["a": 1_000, "b": 1_000])
    }

    @Test func `keeps the rules for handlers`() async throws {
        try await HandlerConformance.check(
            .counting(counter(.tokens(.max), .money(Money(picoDollars: .max), per: .session)))
        )
    }
}

extension TokenUsage {
    fileprivate func with(output: Count) -> TokenUsage {
        var usage = self
        usage.output = output
        return usage
    }
}
