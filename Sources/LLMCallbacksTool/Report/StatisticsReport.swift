// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Writes numbers over groups of runs in the form that was asked for.
struct StatisticsReport {
    let grouping: StatisticsGrouping
    let format: ReportFormat
    let display: Display

    /// Writes the groups.
    ///
    /// - Throws: ``FileError``.
    func write(_ groups: [RecordedStatistics]) throws {
        var output = display.output()
        switch format {
        case .json, .jsonl:
            var list = JSONList(isArray: format == .json)
            for group in groups { try output.write(list.next { members(of: group, in: &$0) }) }
            try output.write(list.end)
        case .tsv: for group in groups { try output.write(Table.tabbed(row(group, isForPeople: false))) }
        case .md: try output.write(table(groups).markdown)
        case .table:
            guard !groups.isEmpty else { break }
            for line in table(groups).lines(display.style, columns: Terminal.width) { try output.write(line) }
        }
        try output.finish()
    }

    private func table(_ groups: [RecordedStatistics]) -> Table {
        let numbers = ["RUNS", "FAILED", "STOPPED", "IN", "OUT", "FIRST P50", "P95", "TOK/S", "COST $"]
        var table = Table(
            grouping.names.map { Table.Column(heading: $0.uppercased()) }
                + numbers.map { Table.Column(heading: $0, isNumber: true) }
        )
        for group in groups { table.add(row(group, isForPeople: true)) }
        return table
    }

    private func row(_ group: RecordedStatistics, isForPeople: Bool) -> [Cell] {
        let time = isForPeople ? Figures.duration : Figures.seconds
        let missing = isForPeople ? "-" : ""
        let stopped = group.cancelled + group.interrupted
        return group.group.map { Cell(isForPeople ? CellWidth.cut(VisibleText.line($0), to: 40) : $0, .cyan) } + [
            Cell("\(group.runs)"),
            Cell("\(group.failed)", group.failed > 0 ? .red : .none),
            Cell("\(stopped)", stopped > 0 ? .yellow : .none),
            Cell("\(group.inputTokens)"),
            Cell("\(group.outputTokens)"),
            Cell(RecordedStatistics.percentile(0.5, of: group.timesToFirstToken).map(time) ?? missing),
            Cell(RecordedStatistics.percentile(0.95, of: group.timesToFirstToken).map(time) ?? missing),
            Cell(RecordedStatistics.percentile(0.5, of: group.outputRates).map { Figures.decimals($0, 1) } ?? missing),
            Cell(cost(of: group, isForPeople: isForPeople) ?? missing),
        ]
    }

    private func cost(of group: RecordedStatistics, isForPeople: Bool) -> String? {
        guard let cost = group.cost else { return nil }
        guard isForPeople else { return cost.description }
        let dollars = Double(cost.picoDollars) / 1e12
        return Figures.decimals(dollars, dollars < 1 ? 6 : 2) + (group.pricedRuns < group.runs ? "+" : "")
    }

    private func members(of group: RecordedStatistics, in json: inout JSONWriter) {
        json.member("schema", 1)
        for (name, value) in zip(grouping.names, group.group) { json.member(name, value) }
        json.member("runs", group.runs)
        json.member("failed", group.failed)
        json.member("cancelled", group.cancelled)
        json.member("interrupted", group.interrupted)
        json.member("chunks", group.chunks)
        json.object("tokens") { json in
            json.member("input", group.inputTokens)
            json.member("output", group.outputTokens)
        }
        json.object("firstToken") { json in
            if let median = RecordedStatistics.percentile(0.5, of: group.timesToFirstToken) {
                json.member("p50", median)
            }
            if let high = RecordedStatistics.percentile(0.95, of: group.timesToFirstToken) { json.member("p95", high) }
        }
        if let rate = RecordedStatistics.percentile(0.5, of: group.outputRates) { json.member("tokensPerSecond", rate) }
        json.object("cost") { json in
            if let cost = group.cost { json.member("usd", cost.description) }
            json.member("pricedRuns", group.pricedRuns)
        }
    }
}
