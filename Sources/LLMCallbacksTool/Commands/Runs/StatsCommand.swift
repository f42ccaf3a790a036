// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksPrices
import LLMCallbacksSQLite

/// `llmcallbacks stats`: numbers over recorded runs.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Sum up recorded runs: tokens, speed, errors, cost.",
        discussion: """
            For each group: how many runs there are, and how many of them failed; tokens in
            and out; the median and the 95th percentile of the time to the first token; the
            median of tokens a second; and what the runs cost whose price is known.

            Days are those of UTC. A run with several tags counts for each. Where the price
            of some runs is not known, the cost has a + behind it.

            EXAMPLES
              llmcallbacks stats
              llmcallbacks stats --by model --since 30d
              llmcallbacks stats --by day,model --json | jq '.[] | select(.failed > 0)'
              llmcallbacks stats --by tag --format md
            """
    )

    @Option(
        help: ArgumentHelp(
            "What makes a group: day, model, tag, status, kind, session. Several with commas; all for none.",
            valueName: "properties"
        ),
        completion: .list(StatisticsGrouping.words)
    )
    var by = StatisticsGrouping.day

    @OptionGroup(title: "Which runs") var filter: RunFilterOptions
    @OptionGroup(title: "Output") var report: ReportOptions
    @OptionGroup(title: "Output") var look: DisplayOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let reader = try database.readerIfAny()
        let groups = try reader.map {
            try $0.statistics(filter.query(in: $0), by: by.properties, prices: PriceTable.bundled)
        }
        let report = StatisticsReport(grouping: by, format: report.chosen, display: look.display)
        try report.write(groups ?? [])
        if reader == nil { Console.report("nothing is recorded yet in \(try database.location().path)") }
    }
}
