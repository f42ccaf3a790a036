// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What an Anthropic stream has said of its usage: the input at its start, the output with its last events.
struct AnthropicUsage {
    private var told: TokenUsage?

    /// Appends a chunk if the counts are news.
    ///
    /// - Parameter isStart: Whether the answer only begins, so that these numbers are not the last word.
    mutating func tell(_ usage: TokenUsage?, isStart: Bool, into chunks: inout [ModelChunk]) {
        guard var usage, usage != TokenUsage() else { return }
        if let told { usage.includeCache(of: told) }
        if isStart { usage = usage.told(by: .running) }
        guard usage != told else { return }
        told = usage
        chunks.append(.usage(usage))
    }
}

extension TokenUsage {
    /// Adds to the input the cache that an earlier record told and this one leaves out: here, the input includes it.
    fileprivate mutating func includeCache(of earlier: TokenUsage) {
        for part in [\TokenUsage.cacheRead, \.cacheWrite] where self[keyPath: part] == nil {
            guard let input, let cached = earlier[keyPath: part]?.tokens else { continue }
            let count = Count(cached, input.source)
            self[keyPath: part] = count
            self.input = input + count
        }
    }
}
