// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct RunUsageTests {
    private let start = ModelChunk.usage(TokenUsage(inputTokens: 9, outputTokens: nil))
    private let running = ModelChunk.usage(TokenUsage(inputTokens: nil, outputTokens: 4, source: .running))

    @Test func `a run puts together what its model says in pieces`() async throws {
        let reply = try await ChunkModel([start, .text("a"), running, .text("b")]).generate("")
        #expect(reply.usage == TokenUsage(inputTokens: 9, outputTokens: 4))
    }

    @Test func `of a run that did not come to its end, running numbers stay running`() async throws {
        let ends = Notes<TokenUsage?>()
        let listener = Callback.onEvent(.terminal) { ends.add($0.result?.usage) }
        _ = try? await ChunkModel([start, running], error: Mishap()).generate("", callbacks: [listener])
        let stop = Callback.onEvent(.tokens) { $0.run.stop(reason: "") }
        try await ChunkModel([start, running, .text("a")]).generate("", callbacks: [listener, stop])
        for usage in ends.all {
            #expect(usage?.input == 9)
            #expect(usage?.output == .init(4, .running))
        }
        #expect(ends.all.count == 2)
    }

    @Test func `a model that only says running zeros has said nothing`() async throws {
        let zeros = ModelChunk.usage(TokenUsage(inputTokens: 0, outputTokens: 0, source: .running))
        #expect(try await ChunkModel([zeros, .text("a")]).generate("").usage == nil)
    }
}
