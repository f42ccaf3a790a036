// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// In which form a command writes a list.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "table, tsv (tabs, no heading), md, json or jsonl. (default: table on a terminal, else tsv)",
            valueName: "format"
        )
    )
    var format: ReportFormat?

    @Flag(help: "Write one JSON array.")
    var json = false

    @Flag(help: "Write one JSON object a line.")
    var jsonl = false

    func validate() throws {
        if [format != nil, json, jsonl].filter({ $0 }).count > 1 {
            throw ValidationError("give one of --format, --json and --jsonl")
        }
    }

    /// Whether a form was asked for.
    var isChosen: Bool { json || jsonl || format != nil }

    /// The form that was asked for, or that fits where standard output goes.
    var chosen: ReportFormat {
        if json { return .json }
        if jsonl { return .jsonl }
        return format ?? (Terminal.isConnected(1) ? .table : .tsv)
    }
}
