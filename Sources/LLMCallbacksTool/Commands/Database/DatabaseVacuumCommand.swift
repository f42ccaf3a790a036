// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks db vacuum`: gives free space back.
struct DatabaseVacuumCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacuum",
        abstract: "Give free space back to the disk.",
        discussion: """
            Writes the file anew, which needs as much room again while it lasts, and nobody
            recording.

            EXAMPLES
              llmcallbacks prune --older-than 90d && llmcallbacks db vacuum
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let editor = try database.editor()
        let before = try editor.reader.info().fileBytes
        try editor.vacuum()
        let after = try editor.reader.info().fileBytes
        Console.report("\(Figures.bytes(before)) before, \(Figures.bytes(after)) now")
    }
}
