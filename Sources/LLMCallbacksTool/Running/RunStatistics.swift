// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What a run used and how fast it was, in one line for people.
struct RunStatistics {
    private let result: RunResult

    init(_ result: RunResult) { self.result = result }

    /// Tokens, who counted them, time to first token, tokens per second, time in all; what is not known is left out.
    var line: String {
        var parts = [count]
        if let first = result.timeToFirstToken { parts.append("first after \(Self.seconds(first))") }
        if let speed { parts.append("\((speed * 10).rounded() / 10) \(unit)s/s") }
        parts.append("\(Self.seconds(result.duration)) in all")
        return parts.joined(separator: ", ")
    }

    /// What is counted. Where nobody counted tokens, pieces are, and are not called tokens.
    private var unit: String { result.usage == nil ? "piece" : "token" }

    private var written: Int { result.usage?.outputTokens ?? result.tokenCount }

    private var count: String {
        let out = "\(written) \(unit)\(written == 1 ? "" : "s") out"
        guard let usage = result.usage else { return "\(out) (nobody counted tokens)" }
        let input = usage.inputTokens.map { ", \($0) in" } ?? ""
        return "\(out)\(input) (\(usage.source.words))"
    }

    /// What was written since the first piece came, by that time. Reasoning that was not shown came before.
    private var speed: Double? {
        guard let first = result.timeToFirstToken, result.duration > first, result.tokenCount > 1 else { return nil }
        let hidden = result.reasoning.isEmpty ? result.usage?.reasoningTokens ?? 0 : 0
        let shown = written - hidden
        return shown > 0 ? Double(shown) / ((result.duration - first) / .seconds(1)) : nil
    }

    /// Seconds, with three digits after the point.
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = Int64((duration / .milliseconds(1)).rounded())
        let fraction = "\(milliseconds % 1000)"
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) s"
    }
}

extension TokenUsage.Source {
    /// Who counted, in words.
    fileprivate var words: String {
        switch self {
        case .reported: "reported by the server"
        case .running: "reported by the server so far"
        case .counted: "counted with the model's tokenizer"
        case .lowerBound: "counted with the model's tokenizer, at least"
        case .estimated: "estimated"
        @unknown default: rawValue
        }
    }
}
