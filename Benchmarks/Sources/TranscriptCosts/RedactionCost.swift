// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What the rules for common keys take of a token's time, in prose without a key.
enum RedactionCost {
    static func measure(tokens: Int) async throws {
        let texts = try Corpus().tokens(tokens, from: 5)
        let plain = Callback.onToken { _ in }
        let redacted = Callback.onToken { _ in }.redacting(RedactionRule.commonKeys)
        var best: [Int64] = [.max, .max]
        for _ in 0..<9 {
            for (place, callback) in [plain, redacted].enumerated() {
                let start = Stopwatch.now
                _ = try await AnyStreamingModel("prose") { _, output in
                    for text in texts { try await output.send(.text(text)) }
                }.generate("Hello", callbacks: [callback])
                best[place] = min(best[place], Stopwatch.now - start)
            }
        }
        Report.line("redaction, a token of four bytes, best of 9", Double(best[1] - best[0]) / Double(tokens), "ns")
    }
}
