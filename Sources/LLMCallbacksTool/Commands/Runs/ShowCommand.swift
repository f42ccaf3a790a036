// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// `llmcallbacks show`: one recorded run.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a recorded run: numbers, input and output.",
        discussion: """
            ID is the beginning of a run's id that no other has, or last, or last~2 for
            the one two before it. What could act on the terminal is shown in letters, such
            as ^[ for escape; with --raw, and with -r into a file or a pipe, it is not.

            EXAMPLES
              llmcallbacks show
              llmcallbacks show last~1 --timing
              llmcallbacks show 019acb2e -r > answer.md
              llmcallbacks show -x > script.py
              llmcallbacks show 019acb2e --tree
              llmcallbacks show --json | jq .output.text
            """
    )

    @Argument(help: "The run.", completion: .recordedRuns)
    var id = "last"

    @Flag(name: [.customShort("r"), .long], help: "The text of the answer alone.")
    var response = false

    @Flag(name: [.customShort("x"), .long], help: "The first fenced block of the answer alone, as of code.")
    var extract = false

    @Flag(help: "The reasoning alone; with -r before the answer.")
    var reasoning = false

    @Flag(help: "A line for each piece: number, time, gap, bytes, lane, text.")
    var timing = false

    @Flag(help: "The runs around it and inside it, as a tree.")
    var tree = false

    @Flag(help: "One JSON object with everything: input, output, events.")
    var json = false

    @Flag(help: "Show text as it is, also what acts on the terminal.")
    var raw = false

    @OptionGroup(title: "Output") var look: DisplayOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if [response || reasoning, extract, timing, tree, json].filter({ $0 }).count > 1 {
            throw ValidationError("give one of -r (with or without --reasoning), -x, --timing, --tree and --json")
        }
    }

    func run() throws {
        let reader = try database.reader()
        let run = try reader.run(id)
        let style = look.display.style
        var output = look.display.output()
        if extract {
            try output.write(try block(of: run, reader))
        } else if response || reasoning {
            try output.write(try answer(of: run, reader))
        } else if timing {
            let report = ChunkReport(style: style, isForPeople: Terminal.isConnected(1), isRaw: raw)
            try output.write(report.lines(try reader.chunks(of: run)).joined())
        } else if tree {
            let report = RunTree(reader: reader, shown: run.id, style: style)
            try output.write(try report.text(around: run))
        } else if json {
            try output.write(try RunDocument(run, in: reader).json)
        } else {
            let document = try RunDocument(run, in: reader)
            try output.write(RunPage(document: document, style: style, isRaw: raw).text)
        }
        try output.finish()
    }

    /// The answer, or the reasoning, with a line feed at its end.
    private func answer(of run: RecordedRun, _ reader: TranscriptReader) throws -> String {
        let choice = try reader.output(of: run)[0]
        var parts: [String] = []
        if reasoning { parts.append(choice.reasoning) }
        if response { parts.append(choice.text.isEmpty ? choice.refusal : choice.text) }
        let text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        return shown(text)
    }

    /// The first fenced block of the answer.
    private func block(of run: RecordedRun, _ reader: TranscriptReader) throws -> String {
        guard let block = FencedBlock(in: try reader.output(of: run)[0].text) else {
            throw TranscriptError(
                .notFound,
                "there is no fenced block in the answer of run \(run.id)",
                path: reader.path
            )
        }
        return shown(block.text)
    }

    /// The text, with a line feed at its end; what acts on a terminal is shown there.
    private func shown(_ text: String) -> String {
        let shown = raw || !Terminal.isConnected(1) ? text : VisibleText.lines(text)
        return shown.isEmpty || shown.hasSuffix("\n") ? shown : shown + "\n"
    }
}
