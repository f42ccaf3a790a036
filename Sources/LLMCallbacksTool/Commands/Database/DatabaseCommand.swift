// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `llmcallbacks db`: the file with the recorded runs as a whole.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "Look after the file with the recorded runs.",
        discussion: """
            EXAMPLES
              llmcallbacks db path
              llmcallbacks db info
              llmcallbacks db backup ~/backups/transcripts.sqlite
              sqlite3 "$(llmcallbacks db path)" "SELECT count(*) FROM run"
            """,
        subcommands: [
            DatabasePathCommand.self, DatabaseInfoCommand.self, DatabaseCheckCommand.self, DatabaseBackupCommand.self,
            DatabaseVacuumCommand.self,
        ]
    )
}
