// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks db backup`: copies the file.
struct DatabaseBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the file as it is at this moment, also while others record.",
        discussion: """
            A plain copy of the file is no backup: part of it is in the log beside it.

            EXAMPLES
              llmcallbacks db backup ~/backups/transcripts.sqlite
              llmcallbacks list --db ~/backups/transcripts.sqlite
            """
    )

    @Argument(help: "The new file. It must not be there yet.", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if file.isEmpty { throw ValidationError("the new file needs a name") }
    }

    func run() throws {
        try database.editing({ try $0.backup(to: file) }, orReading: { try $0.backup(to: file) })
        Console.report("copied to \(file)")
    }
}
