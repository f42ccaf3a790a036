// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct JSONWriterUsageTests {
    @Test func `what is not known is left out`() {
        #expect(json(TokenUsage(inputTokens: nil, outputTokens: 0)) == #"{"usage":{"output":0,"source":"reported"}}"#)
        #expect(json(TokenUsage()) == #"{"usage":{"source":"estimated"}}"#)
    }

    @Test func `all that is known is there`() {
        var usage = TokenUsage(inputTokens: 1, outputTokens: 2, cachedInputTokens: 3, reasoningTokens: 4)
        (usage.cacheWrite, usage.cacheWrite5m, usage.cacheWrite1h) = (5, 6, 7)
        (usage.audioInput, usage.imageInput, usage.audioOutput) = (8, 9, 10)
        (usage.acceptedPrediction, usage.rejectedPrediction, usage.total) = (11, 12, 13)
        usage.serviceTier = "flex"
        #expect(
            json(usage)
                == #"{"usage":{"input":1,"output":2,"cachedInput":3,"reasoning":4,"source":"reported","cacheWrite":5,"#
                + #""cacheWrite5m":6,"cacheWrite1h":7,"audioInput":8,"imageInput":9,"audioOutput":10,"#
                + #""acceptedPrediction":11,"rejectedPrediction":12,"total":13,"serviceTier":"flex"}}"#
        )
    }

    @Test func `numbers that another source told are named`() {
        var usage = TokenUsage(inputTokens: 7, outputTokens: nil, source: .running)
        usage.output = .init(9, .lowerBound)
        #expect(
            json(usage)
                == #"{"usage":{"input":7,"output":9,"source":"counted","sources":{"input":"running","output":"lowerBound"}}}"#
        )
        #expect(
            json(TokenUsage(inputTokens: 1, outputTokens: 1, source: .counted))
                == #"{"usage":{"input":1,"output":1,"source":"counted"}}"#
        )
    }

    private func json(_ usage: TokenUsage) -> String {
        var json = JSONWriter()
        json.object { $0.member("usage", usage) }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
