// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks export`: hands recorded runs on, in another form.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write recorded runs in another form, such as a page or Markdown.",
        discussion: """
            IDS are beginnings of ids, last, or last~2; without any it is the last run. Each
            run is written once, where it was named first. With --all, or an option that
            filters, it is all runs that fit, oldest first.

            FORMATS
              jsonl  every event, one JSON object a line, with its original time and pieces
              json   one object a run, with input, output and events; several: an array
              md     Markdown: numbers, messages, answer
              txt    the answer alone, as it came
              html   one page that needs nothing else: every chunk on a strip of time
              cast   a recording for terminals (asciicast 2), for asciinema play
              db     a database with these runs alone, for -d; needs -o

            Without --format the name of the file decides, else it is jsonl. What is written
            to a terminal cannot drive it.

            EXAMPLES
              llmcallbacks export -o answer.html
              llmcallbacks export last~1 --format md | less
              llmcallbacks export 019acb2e --format cast -o answer.cast
              llmcallbacks export --tag eval --since 7d -o week.jsonl
              llmcallbacks export --session trip -o trip.html
              llmcallbacks export --all -o copy.db
            """
    )

    @Argument(help: "The runs.", completion: .recordedRuns)
    var ids: [String] = []

    @Option(help: ArgumentHelp("jsonl, json, md, txt, html, cast or db.", valueName: "format"))
    var format: ExportFormat?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Write the file even if it is there already.")
    var force = false

    @Flag(help: "All runs that the options let through.")
    var all = false

    @OptionGroup(title: "Which runs") var filter: RunFilterOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if !ids.isEmpty, all || filter.isGiven {
            throw ValidationError("give either ids, or --all and options that filter")
        }
        if output?.isEmpty == true { throw ValidationError("--output must not be empty") }
        if chosenFormat == .db, output == nil { throw ValidationError("--format db needs a file: -o FILE") }
        if force, output == nil { throw ValidationError("--force goes with -o") }
    }

    func run() throws {
        let reader = try database.reader()
        let selection = try RunSelection(
            ids: ids,
            isAll: all || filter.isGiven,
            query: filter.query(in: reader),
            reader
        )
        guard let output else { return try writeToStandardOutput(selection) }
        let file = OutputFile(path: output, replaces: force)
        if chosenFormat == .db { return try file.make { path in try selection.copy(to: path) } }
        try file.write { write in try RunExport(format: chosenFormat).write(selection, write) }
    }

    private var chosenFormat: ExportFormat { format ?? output.flatMap(ExportFormat.init(file:)) ?? .jsonl }

    private func writeToStandardOutput(_ selection: RunSelection) throws {
        let isTerminal = Terminal.isConnected(1)
        let isJSON = [.jsonl, .json, .cast].contains(chosenFormat)
        var text = UTF8Pieces()
        do {
            try RunExport(format: chosenFormat).write(selection) { bytes in
                guard isTerminal else { return try StandardDescriptors.write(bytes, to: 1) }
                let piece = text.append(bytes)
                let shown = isJSON ? VisibleText.json(Array(piece.utf8)) : Array(VisibleText.lines(piece).utf8)
                try StandardDescriptors.write(shown, to: 1)
            }
        } catch let error as FileError where error.isClosedPipe {
            // The reader has seen enough.
        }
    }
}
