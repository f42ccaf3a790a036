// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks import`: takes runs in that were recorded elsewhere.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in runs that were recorded elsewhere.",
        discussion: """
            Of each file all runs come in, or none: where a line is damaged, it is named,
            and the exit status is 65. A run that is there already is left as it is, so the
            same file may be imported again. "-" reads lines from standard input.

            FORMATS, known by their first bytes
              jsonl       events as --format jsonl and JSONLinesHandler write them, with
                          their times and pieces
              transcript  another database of this program
              llm         logs.db of simonw/llm: each response as one piece
              cast        asciicast 2 or 3: what the terminal showed, piece by piece
              sse         the body of a streamed answer, as curl -N saves it, of Chat
                          Completions, Responses, Anthropic or Ollama: pieces without times

            EXAMPLES
              llmcallbacks import events.jsonl
              ssh server cat events.jsonl | llmcallbacks import -
              llmcallbacks import "$(llm logs path)"
              llmcallbacks import ~/other/transcripts.sqlite --db all.sqlite
            """
    )

    @Argument(help: "The files.", completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "jsonl, transcript, llm, cast or sse. (default: what the file looks like)",
            valueName: "format"
        )
    )
    var format: ImportFormat?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let place = try database.location().path
        for file in files {
            let outcome = try ImportedFile(path: file, format: format).add(to: place)
            Console.report("\(file): \(Self.text(outcome))")
        }
    }

    private static func text(_ outcome: TranscriptImport.Outcome) -> String {
        let imported = "imported \(Figures.count(outcome.imported, "run"))"
        guard outcome.known > 0 else { return imported }
        return
            "\(imported); \(Figures.count(outcome.known, "run")) \(outcome.known == 1 ? "was" : "were") there already"
    }
}
