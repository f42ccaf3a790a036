// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks list`: the recorded runs, one a line.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List recorded runs, the newest first.",
        discussion: """
            On a terminal a table; else a line a run with tabs between the values: id,
            start, model, status, chunks, seconds to the first token, tokens a second,
            title or the beginning of the prompt. --json and --jsonl take names of fields
            and write these alone: schema, id, session, parent, kind, status, model, title,
            note, prompt, tags, metadata, started, firstToken, duration, chunks, dropped,
            handlerFailures, usage, cost, finish, error, reason.

            EXAMPLES
              llmcallbacks list
              llmcallbacks list --since today --status failed,interrupted
              llmcallbacks list --model 'gpt-5*' --tag work -n 0
              llmcallbacks list --sort slowest --jsonl id,firstToken,title
              llmcallbacks list --session last
            """
    )

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("The most runs to list; 0 lists all.", valueName: "count")
    )
    var limit = 20

    @Option(
        help: ArgumentHelp(
            "newest, oldest, longest, slowest (to the first token), chunks or tokens first.",
            valueName: "order"
        )
    )
    var sort = RunOrder.newest

    @OptionGroup(title: "Which runs") var filter: RunFilterOptions
    @OptionGroup(title: "Output") var report: RunReportOptions
    @OptionGroup(title: "Output") var look: DisplayOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("-n must be 0 or more") }
    }

    func run() throws {
        let report = RunReport(format: report.chosen, display: look.display, fields: report.fields)
        guard let reader = try database.readerIfAny() else {
            try report.writeNothing()
            return Console.report("nothing is recorded yet in \(try database.location().path)")
        }
        let count = try report.write(try query(in: reader), from: reader)
        if let message = try message(count, reader) { Console.report(message) }
    }

    private func query(in reader: TranscriptReader) throws -> RunQuery {
        var query = try filter.query(in: reader)
        query.order = sort.order
        query.limit = limit == 0 ? nil : limit
        return query
    }

    /// What to tell people besides: that there is nothing, or more.
    private func message(_ count: Int, _ reader: TranscriptReader) throws -> String? {
        guard Terminal.isConnected(2), Terminal.isConnected(1) || count == 0 else { return nil }
        if count == 0 { return "no such runs in \(reader.path)" }
        guard count == limit else { return nil }
        let all = try reader.runCount(try filter.query(in: reader))
        return all > count ? "\(count) of \(all) runs; -n 0 lists all" : nil
    }
}
