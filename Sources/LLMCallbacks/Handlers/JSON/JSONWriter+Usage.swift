// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Token counts, as JSON Lines and records have them. ``TokenUsage/init(json:)`` reads them back.
extension JSONWriter {
    /// Writes a member whose value is an object with what is known of usage; what is not known is left out, never 0.
    ///
    /// `source` is one of three words for all numbers. Those that have another source are named in `sources`, with all five
    /// words of ``TokenUsage/Source``.
    package mutating func member(_ name: String, _ usage: TokenUsage) {
        object(name) { json in
            for (key, number) in Self.firstNumbers { json.member(key, usage[keyPath: number]) }
            let source = usage.source.summary
            json.member("source", source.rawValue)
            for (key, number) in Self.furtherNumbers { json.member(key, usage[keyPath: number]) }
            if let tier = usage.serviceTier { json.member("serviceTier", tier) }
            let others = (Self.firstNumbers + Self.furtherNumbers).filter { _, number in
                usage[keyPath: number].map { $0.source != source } ?? false
            }
            guard !others.isEmpty else { return }
            json.object("sources") { json in
                for (key, number) in others { json.member(key, usage[keyPath: number]?.source.rawValue ?? "") }
            }
        }
    }

    private mutating func member(_ name: String, _ count: TokenUsage.Count?) {
        if let count { member(name, count.tokens) }
    }

    package static var firstNumbers: [(String, WritableKeyPath<TokenUsage, TokenUsage.Count?>)] {
        [("input", \.input), ("output", \.output), ("cachedInput", \.cacheRead), ("reasoning", \.reasoning)]
    }

    package static var furtherNumbers: [(String, WritableKeyPath<TokenUsage, TokenUsage.Count?>)] {
        [
            ("cacheWrite", \.cacheWrite), ("cacheWrite5m", \.cacheWrite5m), ("cacheWrite1h", \.cacheWrite1h),
            ("audioInput", \.audioInput), ("imageInput", \.imageInput), ("audioOutput", \.audioOutput),
            ("acceptedPrediction", \.acceptedPrediction), ("rejectedPrediction", \.rejectedPrediction),
            ("total", \.total),
        ]
    }
}
