// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The numbers at the head of a run.
struct RunNumbers {
    private var items: [(name: String, value: String, remark: String)] = []

    init(_ run: ExportedRun, _ timing: StreamTiming) {
        add("First token", timing.timeToFirst)
        add("Total", timing.total)
        items.append(
            ("Chunks", NumberText.grouped(timing.arrivals.count), run.lostCount > 0 ? "\(run.lostCount) lost" : "")
        )
        if let usage = run.result?.usage { add(usage) }
        add(speedOf: run, timing)
        add("Median gap", timing.percentile(0.5))
        add("p99 gap", timing.percentile(0.99))
        add("Longest gap", timing.longestGap)
        if let cost = run.cost { items.append(("Cost", cost, "")) }
    }

    var html: String {
        items.map { item in
            let remark = item.remark.isEmpty ? "" : "<small>\(HTMLText.content(item.remark))</small>"
            return "<div><dt>\(item.name)</dt><dd>\(HTMLText.content(item.value))\(remark)</dd></div>"
        }.joined()
    }

    private mutating func add(_ name: String, _ duration: Duration?) {
        if let duration { items.append((name, NumberText.short(duration), "")) }
    }

    private mutating func add(_ usage: TokenUsage) {
        let source = usage.source.summary
        let remark = source == .reported ? "" : source.rawValue
        items.append(("Tokens in", usage.inputTokens.map(NumberText.grouped) ?? "–", remark))
        let reasoning = usage.reasoning.map { "\(NumberText.grouped($0.tokens)) reasoning" } ?? ""
        items.append(
            ("Tokens out", usage.outputTokens.map(NumberText.grouped) ?? "–", remark.isEmpty ? reasoning : remark)
        )
    }

    /// Tokens a second where somebody counted them, else pieces a second: after the first, which is waited for otherwise.
    private mutating func add(speedOf run: ExportedRun, _ timing: StreamTiming) {
        if let tokens = run.result?.usage?.outputTokens, tokens > 1, let rate = timing.rate(of: tokens - 1) {
            items.append(("Tokens/s", NumberText.significant(rate), "after the first"))
        } else if let rate = timing.piecesPerSecond {
            items.append(("Chunks/s", NumberText.significant(rate), "after the first"))
        }
    }
}
