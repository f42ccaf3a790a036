// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks diff`: two recorded runs side by side.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two recorded runs: what they said, and when.",
        discussion: """
            Words in [-brackets-] are in A alone, words in {+braces+} in B alone. Then come
            the times, side by side, and on one axis how much text came when.

            EXIT STATUS
              0 both said the same; 1 they did not; with --timing: the same for their times

            EXAMPLES
              llmcallbacks diff last~1 last
              llmcallbacks diff 019acb2e 019acb3f --timing
              llmcallbacks diff last~1 last --json | jq '.b.gaps.p99'
            """
    )

    @Argument(help: "The run to compare with.", completion: .recordedRuns)
    var first: String

    @Argument(help: "The run that is compared.", completion: .recordedRuns)
    var second: String

    @Flag(help: "The times alone.")
    var timing = false

    @Flag(help: "The words alone.")
    var word = false

    @Flag(help: "One JSON object with everything.")
    var json = false

    @OptionGroup(title: "Output") var look: DisplayOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if [timing, word, json].filter({ $0 }).count > 1 {
            throw ValidationError("give one of --timing, --word and --json")
        }
    }

    func run() throws {
        let reader = try database.reader()
        let sides = try [first, second].map { try RunDifference.Side(reader.run($0), in: reader) }
        let difference = RunDifference(sides[0], sides[1])
        let report = DifferenceReport(difference: difference, style: look.display.style)
        var output = look.display.output()
        if json {
            try output.write(difference.json)
        } else {
            if !timing { try output.write(report.text) }
            if !timing, !word, !difference.hasSameText { try output.write("\n") }
            if !word { try output.write(report.timing) }
        }
        try output.finish()
        if timing ? !difference.hasSameTiming : !difference.hasSameText { throw ExitStatus.failed }
    }
}
