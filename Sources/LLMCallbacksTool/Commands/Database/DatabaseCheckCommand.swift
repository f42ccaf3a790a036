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
            run. Prints ok, or a line for each fault; the exit status is then 65. For a part
            of it, a file that cannot be written to is copied to the folder for temporary
            files.

            EXAMPLES
              llmcallbacks db check
              llmcallbacks db check --db backup.sqlite
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let problems = try database.editing({ try $0.check() }, orReading: { try $0.check() })
        let lines = problems.isEmpty ? ["ok"] : problems.map(VisibleText.line)
        try StandardDescriptors.write(Array(lines.map { "\($0)\n" }.joined().utf8), to: 1)
        if !problems.isEmpty { throw ExitStatus.damaged }
    }
}
