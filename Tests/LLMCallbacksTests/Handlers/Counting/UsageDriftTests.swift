// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct UsageDriftTests {
    /// The custom events of a run whose provider reports a number of tokens.
    private func events(
        _ chunks: [ModelChunk],
        reported usage: TokenUsage,
        model: String = "m",
        error: (any Error)? = nil
    ) async -> [CustomEvent] {
        let heard = RecordingHandler()
        let counter = TokenCountingHandler(tokenizers: WordCounters())
        let model = ChunkModel(chunks + [.usage(usage)], name: model, error: error)
        _ = try? await model.generate("", callbacks: [.counting(counter), .handler(heard)])
        #expect(heard.events.last?.isTerminal == true)
        return heard.events.compactMap { if case .custom(let event) = $0.kind { event } else { nil } }
    }

    @Test(arguments: [(3, 0), (4, 0), (5, 1), (2, 0), (1, 1)])
    func `a difference beyond the end token is told before the end`(reported: Int, eventCount: Int) async {
        let events = await events(
            [.text("one two three ")],
            reported: TokenUsage(inputTokens: 1, outputTokens: reported)
        )
        #expect(events.count == eventCount)
        guard let event = events.first else { return }
        #expect(event.name == "usage.drift")
        #expect(
            event.data
                == ["model": "m", "reported": .integer(reported), "counted": 3, "difference": .integer(reported - 3)]
        )
    }

    @Test func `each choice has an end token`() async {
        let chunks: [ModelChunk] = [.text("one "), .text("two ", choice: 1)]
        #expect(await events(chunks, reported: TokenUsage(inputTokens: 1, outputTokens: 4)).isEmpty)
        #expect(await events(chunks, reported: TokenUsage(inputTokens: 1, outputTokens: 5)).count == 1)
    }

    @Test func `reasoning that the provider tells apart is left out`() async {
        let usage = TokenUsage(inputTokens: 1, outputTokens: 500, reasoningTokens: 498)
        #expect(await events([.reasoning("a summary "), .text("one two ")], reported: usage).isEmpty)
        #expect(await events([.text("one two three four ")], reported: usage).map(\.name) == ["usage.drift"])
    }

    @Test func `where more is hidden, only too little is a sign`() async {
        let call = ModelChunk.toolCall(name: "f", arguments: "x ")
        #expect(await events([call], reported: TokenUsage(inputTokens: 1, outputTokens: 20)).isEmpty)
        #expect(await events([call], reported: TokenUsage(inputTokens: 1, outputTokens: 0)).count == 1)
        let more = TokenUsage(inputTokens: 1, outputTokens: 300)
        #expect(await events([.text("one ")], reported: more, model: "o3-mini").isEmpty)
    }

    @Test func `a total that does not add up is told`() async {
        var usage = TokenUsage(inputTokens: 21, outputTokens: 1)
        usage.total = 57
        let told = await events([.text("one ")], reported: usage)
        #expect(told.map(\.name) == ["usage.unexplained"])
        #expect(told[0].data == ["model": "m", "total": 57, "input": 21, "output": 1, "difference": 35])
        usage.total = 23
        #expect(await events([.text("one ")], reported: usage).isEmpty)
    }

    @Test func `a run that did not come to its end is not compared`() async {
        let usage = TokenUsage(inputTokens: 1, outputTokens: 90)
        #expect(await events([.text("one ")], reported: usage, error: Mishap()).isEmpty)
    }
}
