// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// In which form a command writes a list of runs, and with which fields. For commands that take no words of their own: those
/// could not be told from fields, so other commands have ``ReportOptions``.
struct RunReportOptions: ParsableArguments {
    @Option(help: ReportOptions.formatHelp)
    var format: ReportFormat?

    @Option(
        defaultAsFlag: RunFieldList.all,
        parsing: .next,
        help: ArgumentHelp(
            "Write one JSON array; with names of fields, such as id,title,tags, objects of these alone.",
            valueName: "fields"
        ),
        completion: .list(RunField.allCases.map(\.rawValue))
    )
    var json: RunFieldList?

    @Option(
        defaultAsFlag: RunFieldList.all,
        parsing: .next,
        help: ArgumentHelp("The same, one JSON object a line.", valueName: "fields"),
        completion: .list(RunField.allCases.map(\.rawValue))
    )
    var jsonl: RunFieldList?

    func validate() throws {
        try json?.validate()
        try jsonl?.validate()
        try ReportFormat.checkChoices(format != nil, json != nil, jsonl != nil)
    }

    /// The form that was asked for, or that fits where standard output goes.
    var chosen: ReportFormat {
        ReportFormat.chosen(format, isJSON: json != nil, isJSONLines: jsonl != nil)
    }

    /// The members that the objects of runs are to have.
    var fields: [RunField] { (json ?? jsonl ?? .all).fields }
}
