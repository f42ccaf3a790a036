// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@testable import LLMCallbacksTool

@Suite(.serialized, .timeLimit(.minutes(5))) struct DemoTests {
    @Test func `without a server a demo answers, and says so in one line`() async throws {
        let ending = try await ToolProcess.run(
            "chat",
            "Why is the sky blue?",
            "--stats",
            environment: ["OPENAI_API_KEY": "", "OPENAI_BASE_URL": ""]
        )
        #expect(ending.status == 0)
        #expect(ending.output.hasPrefix("You asked: \"Why is the sky blue?\"\n"))
        #expect(ending.output.hasSuffix("\n"))
        let lines = ending.messages.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.first
                == "llmcallbacks: no server is set, so a demo answers; set OPENAI_API_KEY, OPENAI_BASE_URL or --base-url"
        )
        #expect(lines.last?.contains("(estimated)") == true)
    }

    @Test func `the demo keeps its pace by the clock`() async throws {
        let clock = ManualClock()
        let model = DemoModel(clock: clock, pace: .seconds(1))
        let words = DemoText(prompt: "Hi").words
        async let reply = model.generate("Hi")
        for _ in words {
            try await clock.waitForSleepers(1)
            clock.advance(by: .seconds(1))
        }
        let result = try await reply
        #expect(result.text == words.joined())
        #expect(result.tokenCount == words.count)
        #expect(result.usage?.source == .estimated)
        #expect(result.finishReason == .stop)
    }

    @Test func `a long prompt is quoted in part, on one line`() {
        let words = DemoText(prompt: "a\nb\u{7} " + String(repeating: "x", count: 100)).words
        #expect(words.joined().hasPrefix("You asked: \"a b\u{7} \(String(repeating: "x", count: 55))…\"\n"))
    }
}
