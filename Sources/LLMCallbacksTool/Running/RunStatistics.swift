// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What a run used and how fast it was, in one line for people.
struct RunStatistics {
    private let result: RunResult
    private let cost: CostTotal

    /// - Parameters:
    ///   - result: What there was.
    ///   - cost: What it cost.
    init(_ result: RunResult, cost: CostTotal) {
        self.result = result
        self.cost = cost
    }

    /// Tokens, who counted them, time to first token, tokens per second, cost, time in all; what is not known is left out.
    var line: String {
        var parts = [count]
        if let first = result.timeToFirstToken { parts.append("first after \(Self.seconds(first))") }
        if let speed { parts.append("\((speed * 10).rounded() / 10) \(unit)s/s") }
        parts.append(price)
        parts.append("\(Self.seconds(result.duration)) in all")
        return parts.joined(separator: ", ")
    }

    /// What is counted. Where nobody counted tokens, pieces are, and are not called tokens.
    private var unit: String { result.usage == nil ? "piece" : "token" }

    private var written: Int { result.usage?.outputTokens ?? result.tokenCount }

    private var count: String {
        let out = "\(written) \(unit)\(written == 1 ? "" : "s") out"
        guard let usage = result.usage else { return "\(out) (nobody counted tokens)" }
        guard let input = usage.input else { return "\(out) (\(usage.source.words))" }
        guard let output = usage.output, output.source != input.source else {
            return "\(out), \(input.tokens) in (\(input.source.words))"
        }
        return "\(out) (\(output.source.words)), \(input.tokens) in (\(input.source.words))"
    }

    /// The cost, how far it is to be trusted, and the day of the prices.
    private var price: String {
        guard cost.pricedCalls > 0, let amount = cost.amount else { return "cost unknown: no price for \(model)" }
        let trust = cost.estimates > 0 ? "about " : cost.lowerBounds > 0 ? "at least " : ""
        let date = cost.oldestTableDate.map { " (prices of \($0))" } ?? ""
        return "cost \(trust)$\(amount)\(date)"
    }

    private var model: String { result.model.isEmpty ? "a model without a name" : result.model }

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
