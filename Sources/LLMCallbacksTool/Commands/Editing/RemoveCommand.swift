// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks rm`: deletes recorded runs, after it has shown them.
struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Delete recorded runs; first shows which.",
        discussion: """
            Shows what would go, and asks on a terminal. Elsewhere nothing is deleted
            without --yes. Runs inside a run go with it; runs under way stay. The texts are
            overwritten in the file; a receipt without them is kept in the table deletion.

            EXAMPLES
              llmcallbacks rm last
              llmcallbacks rm 019acb2e 019acb31 --yes
              llmcallbacks list --tag draft -n 0 | cut -f1 | xargs llmcallbacks rm --yes
            """
    )

    @Argument(help: "The runs.", completion: .recordedRuns)
    var ids: [String]

    @OptionGroup var deletion: DeletionOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let reader = try database.reader()
        let runs = try ids.map { try reader.run($0) }
        try deletion.carryOut(in: database) { try $0.plan(deleting: runs) }
    }
}
