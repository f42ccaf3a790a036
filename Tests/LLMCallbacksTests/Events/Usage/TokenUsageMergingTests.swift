// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

/// Each rule is a fault that somebody shipped.
struct TokenUsageMergingTests {
    @Test func `cumulative numbers replace each other and are never added`() {
        let merged = TokenUsage.merging(
            .init(inputTokens: 900, outputTokens: nil, cachedInputTokens: 800),
            .init(inputTokens: 900, outputTokens: 5, cachedInputTokens: 800),
            .init(inputTokens: nil, outputTokens: 30)
        )
        #expect(merged == TokenUsage(inputTokens: 900, outputTokens: 30, cachedInputTokens: 800))
    }

    @Test func `of numbers with the same standing the larger one counts, in any order`() {
        let more = TokenUsage(inputTokens: 7, outputTokens: 9, source: .running)
        let less = TokenUsage(inputTokens: 7, outputTokens: 3, source: .running)
        #expect(TokenUsage.merging(more, less) == more)
        #expect(TokenUsage.merging(less, more) == more)
    }

    @Test func `the input may grow while a server runs its tools`() {
        let merged = TokenUsage.merging(
            TokenUsage(inputTokens: 100, outputTokens: nil),
            TokenUsage(inputTokens: 2_600, outputTokens: 40)
        )
        #expect(merged == TokenUsage(inputTokens: 2_600, outputTokens: 40))
    }

    @Test func `the split of cache writes survives a later report without it`() {
        var start = TokenUsage(inputTokens: 1_000, outputTokens: nil)
        (start.cacheWrite, start.cacheWrite5m, start.cacheWrite1h) = (900, 100, 800)
        var end = TokenUsage(inputTokens: 1_000, outputTokens: 12)
        end.cacheWrite = 900
        let merged = TokenUsage.merging(start, end)
        #expect((merged.cacheWrite5m, merged.cacheWrite1h, merged.cacheWrite) == (100, 800, 900))
        #expect(merged.output == 12)
    }

    @Test func `a running 0 says nothing, and a later 0 overwrites nothing`() {
        let nothing = TokenUsage(inputTokens: 0, outputTokens: 0, source: .running)
        #expect(TokenUsage.merging(nothing, nothing) == TokenUsage())
        let usage = TokenUsage(inputTokens: 150, outputTokens: 40)
        #expect(TokenUsage.merging(nothing, usage) == usage)
        #expect(TokenUsage.merging(usage, TokenUsage(inputTokens: 0, outputTokens: 0)) == usage)
    }

    @Test func `a 0 that is the last word stays 0`() {
        let zero = TokenUsage(inputTokens: 9, outputTokens: 0)
        #expect(TokenUsage.merging(zero).output == 0)
        var merged = zero
        merged.complete(with: TokenUsage(inputTokens: 9, outputTokens: 4, source: .counted))
        #expect(merged == zero)
    }

    @Test func `the last word replaces a running number, also if it is less`() {
        let merged = TokenUsage.merging(
            TokenUsage(inputTokens: 7, outputTokens: 12, source: .running),
            TokenUsage(inputTokens: 7, outputTokens: 11)
        )
        #expect(merged == TokenUsage(inputTokens: 7, outputTokens: 11))
    }

    @Test func `a provider's word replaces what was counted, and not the other way round`() {
        let counted = TokenUsage(inputTokens: 8, outputTokens: 20, source: .counted)
        let reported = TokenUsage(inputTokens: 7, outputTokens: 19)
        #expect(TokenUsage.merging(counted, reported) == reported)
        #expect(TokenUsage.merging(reported, counted) == reported)
        let running = TokenUsage(inputTokens: 7, outputTokens: 3, source: .running)
        #expect(TokenUsage.merging(running, counted) == running)
    }

    @Test func `what was running is the last word once the stream is complete`() {
        var usage = TokenUsage(inputTokens: 7, outputTokens: 3, source: .running)
        usage.reasoning = .init(2, .counted)
        usage.settle()
        #expect(usage.input == 7)
        #expect(usage.reasoning?.source == .counted)
        #expect(usage.source == .reported)
    }

    @Test func `a count fills in what was not said, and stands where less was said of a stream that was cut`() {
        let local = TokenUsage(inputTokens: 12, outputTokens: 30, source: .counted)
        var nothing = TokenUsage()
        nothing.complete(with: local)
        #expect(nothing == local)
        var running = TokenUsage(inputTokens: 14, outputTokens: 25, source: .running)
        running.complete(with: local)
        #expect(running.input == .init(14, .running))
        #expect(running.output == .init(30, .counted))
        var reported = TokenUsage(inputTokens: nil, outputTokens: 29)
        reported.complete(with: local)
        #expect((reported.input, reported.output) == (.init(12, .counted), 29))
    }

    @Test func `the service tier is the one that was named last`() {
        var one = TokenUsage(inputTokens: 1, outputTokens: nil)
        one.serviceTier = "auto"
        var other = TokenUsage(inputTokens: 1, outputTokens: 1)
        #expect(TokenUsage.merging(one, other).serviceTier == "auto")
        other.serviceTier = "flex"
        #expect(TokenUsage.merging(one, other).serviceTier == "flex")
    }
}

extension TokenUsage {
    static func merging(_ reports: TokenUsage...) -> TokenUsage {
        reports.reduce(into: TokenUsage()) { $0.merge($1) }
    }
}
