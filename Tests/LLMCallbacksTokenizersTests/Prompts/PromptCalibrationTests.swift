// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTokenizers
import Testing

struct PromptCalibrationTests {
    private let counters = ModelTokenCounters()

    private func tokens(_ request: ModelRequest, _ model: String = "gpt-5") -> Int {
        counters.promptTokens(of: request, forModel: model)?.tokens ?? 0
    }

    @Test func `what a provider adds is known after one answer`() throws {
        let (before, other) = (tokens("Hello"), tokens("Hello there, world"))
        counters.note(reported: before + 17, of: "Hello", forModel: "gpt-5")
        #expect(tokens("Hello there, world") == other + 17)
        #expect(tokens("Hello", "gpt-5-mini") == before)
        let correction = try #require(counters.calibration.correction(of: "Hi", forModel: "gpt-5"))
        #expect((correction.offset, correction.spread, correction.calls) == (17, 0, 1))
    }

    @Test func `one odd answer changes nothing, and shows in the spread`() throws {
        let before = tokens("Hello")
        for difference in [5, 5, 900, 6, 5] {
            counters.note(reported: before + difference, of: "Hello", forModel: "gpt-5")
        }
        #expect(tokens("Hello") == before + 5)
        let correction = try #require(counters.calibration.correction(of: "Hello", forModel: "gpt-5"))
        #expect(correction.spread == 895)
        #expect(correction.calls == 5)
    }

    @Test func `requests with tools are learnt apart`() {
        let plain = tokens("Hello")
        let request = ModelRequest("Hello", parameters: .init(tools: [.object(["name": "add"])]))
        counters.note(reported: tokens(request) + 40, of: request, forModel: "gpt-5")
        #expect(tokens("Hello") == plain)
    }

    @Test func `a kind that was never seen is corrected by the others of its model`() {
        let long = ModelRequest((0..<9).map { .user("question \($0)") })
        let before = tokens(long)
        counters.note(reported: tokens("Hello") + 3, of: "Hello", forModel: "gpt-5")
        #expect(tokens(long) == before + 3)
        counters.note(reported: before + 8, of: long, forModel: "gpt-5")
        #expect(tokens(long) == before + 8)
    }

    @Test func `an exact count that a provider contradicts is an estimate from then on`() {
        #expect(counters.promptTokens(of: "Hello", forModel: "gpt-4o")?.source == .counted)
        counters.note(reported: tokens("Hello", "gpt-4o"), of: "Hello", forModel: "gpt-4o")
        #expect(counters.promptTokens(of: "Hello", forModel: "gpt-4o")?.source == .counted)
        counters.note(reported: tokens("Hello", "gpt-4o") + 2, of: "Hello", forModel: "gpt-4o")
        #expect(counters.promptTokens(of: "Hello", forModel: "gpt-4o")?.source == .estimated)
    }

    @Test func `what is learnt has a bound, also from absurd reports`() {
        for number in 0..<3000 { counters.note(reported: number, of: "Hello", forModel: "gpt-5-\(number)") }
        counters.note(reported: .max, of: "Hello", forModel: "gpt-4o")
        #expect(tokens("Hello", "gpt-4o") >= 0)
        counters.note(reported: .min, of: "Hello", forModel: "gpt-4o-mini")
        #expect(tokens("Hello", "gpt-4o-mini") >= 0)
    }
}
