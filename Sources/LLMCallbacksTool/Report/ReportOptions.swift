// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// In which form a command writes a list.
struct ReportOptions: ParsableArguments {
    static let formatHelp = ArgumentHelp(
        "table, tsv (tabs, no heading), md, json or jsonl. (default: table on a terminal, else tsv)",
        valueName: "format"
    )

    @Option(help: Self.formatHelp)
    var format: ReportFormat?

    @Flag(help: "Write one JSON array.")
    var json = false

    @Flag(help: "Write one JSON object a line.")
    var jsonl = false

    func validate() throws {
        try ReportFormat.checkChoices(format != nil, json, jsonl)
    }

    /// Whether a form was asked for.
    var isChosen: Bool { json || jsonl || format != nil }

    /// The form that was asked for, or that fits where standard output goes.
    var chosen: ReportFormat { ReportFormat.chosen(format, isJSON: json, isJSONLines: jsonl) }
}
