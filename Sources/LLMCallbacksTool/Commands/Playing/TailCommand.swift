// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks tail`: looks over the shoulder of a program that records.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Show what a run has said so far, and follow it.",
        discussion: """
            First comes what is recorded, then, with -f, what any other program records, as
            it comes: within a fifth of a second. It ends when the run does.

            Without an ID it is the run under way that started last, or else the last run.
            With --all it is all runs under way, with their name before each line; with -f
            those that begin later, too, until Ctrl-C.

            EXAMPLES
              llmcallbacks tail -f
              llmcallbacks tail -f 019acb2e --jsonl | jq -c .t
              llmcallbacks tail -f --all
            """
    )

    @Argument(help: "The run.", completion: .recordedRuns)
    var id: String?

    @Flag(name: .shortAndLong, help: "Go on until the run is over.")
    var follow = false

    @Flag(help: "All runs under way.")
    var all = false

    @Flag(help: "Every event as a JSON object, one a line.")
    var jsonl = false

    @Flag(help: "Show the reasoning, too.")
    var reasoning = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if all, id != nil { throw ValidationError("give either an id or --all") }
        if jsonl, reasoning { throw ValidationError("--jsonl has the reasoning: leave --reasoning out") }
    }

    func run() async throws {
        let reader = try database.reader()
        let output = RunOutput(isJSONLines: jsonl, showsReasoning: reasoning, isLabelled: all)
        let tail = LiveTail(reader: reader, output: output, follows: follow)
        let work = StopSignals.shared.task { [all, id] in
            try await all ? tail.showAll() : tail.show(try tail.find(id))
        }
        do {
            try await work.value
        } catch is CancellationError {
            if let signal = StopSignals.shared.received { throw ExitStatus.stopped(by: signal) }
        }
    }
}
