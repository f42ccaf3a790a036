// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks db check`: looks for damage.
struct DatabaseCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look for damage: reads everything.",
        discussion: """
            Checks the file, links between tables, the search index and the chunks of every
            run. Prints ok, or a line for each fault; the exit status is then 65.

            EXAMPLES
              llmcallbacks db check
              llmcallbacks db check --db backup.sqlite
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let problems = try database.editor().check()
        let lines = problems.isEmpty ? ["ok"] : problems.map(VisibleText.line)
        try StandardDescriptors.write(Array(lines.map { "\($0)\n" }.joined().utf8), to: 1)
        if !problems.isEmpty { throw ExitStatus.damaged }
    }
}
