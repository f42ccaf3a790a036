// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport
import LLMCallbacksSQLite

extension RunDifference {
    /// A figure of both runs, and the second as a multiple of the first.
    struct TimingRow {
        let name: String
        let first: String
        let second: String
        var ratio = ""
    }

    /// The figures that both runs can be compared by.
    var timingRows: [TimingRow] {
        var rows = [
            TimingRow(
                name: "",
                first: "A \(first.run.id.description.prefix(13))",
                second: "B \(second.run.id.description.prefix(13))"
            ),
            TimingRow(
                name: "model",
                first: VisibleText.line(first.run.model),
                second: VisibleText.line(second.run.model)
            ),
            TimingRow(name: "status", first: first.run.status.rawValue, second: second.run.status.rawValue),
        ]
        rows.append(durations("first token", \.timeToFirst))
        rows.append(durations("total", { $0.total }))
        rows.append(
            numbers("chunks", Double(first.timing.arrivals.count), Double(second.timing.arrivals.count), places: 0)
        )
        let tokens = (first.run.usage?.outputTokens, second.run.usage?.outputTokens)
        if tokens.0 != nil || tokens.1 != nil {
            rows.append(numbers("tokens out", tokens.0.map(Double.init), tokens.1.map(Double.init), places: 0))
            let rates = (
                tokens.0.flatMap { first.timing.rate(of: $0 - 1) }, tokens.1.flatMap { second.timing.rate(of: $0 - 1) }
            )
            rows.append(numbers("tokens/s", rates.0, rates.1, places: 1))
        }
        rows.append(numbers("chunks/s", first.timing.piecesPerSecond, second.timing.piecesPerSecond, places: 1))
        for (name, share) in [("median gap", 0.5), ("p95 gap", 0.95), ("p99 gap", 0.99), ("longest gap", 1)] {
            rows.append(durations(name, { $0.percentile(share) }))
        }
        return rows
    }

    private func durations(_ name: String, _ figure: (StreamTiming) -> Duration?) -> TimingRow {
        let (one, other) = (figure(first.timing), figure(second.timing))
        return TimingRow(
            name: name,
            first: one.map(NumberText.short) ?? "-",
            second: other.map(NumberText.short) ?? "-",
            ratio: Self.ratio(one.map { $0 / .seconds(1) }, other.map { $0 / .seconds(1) })
        )
    }

    private func numbers(_ name: String, _ one: Double?, _ other: Double?, places: Int) -> TimingRow {
        TimingRow(
            name: name,
            first: one.map { NumberText.decimal($0, places: places) } ?? "-",
            second: other.map { NumberText.decimal($0, places: places) } ?? "-",
            ratio: Self.ratio(one, other)
        )
    }

    private static func ratio(_ one: Double?, _ other: Double?) -> String {
        guard let one, let other, one > 0 else { return "" }
        return "×\(NumberText.decimal(other / one, places: 2))"
    }
}
