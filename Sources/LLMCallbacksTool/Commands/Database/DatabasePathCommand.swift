// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `llmcallbacks db path`: says where the file is.
struct DatabasePathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: "Say where the file is, whether it is there or not.",
        discussion: """
            The file that --db names, else LLMCALLBACKS_DB, else transcripts.sqlite in the
            folder llmcallbacks of $XDG_DATA_HOME (~/.local/share if that is not set; on
            macOS ~/Library/Application Support).

            EXAMPLES
              llmcallbacks db path
              ls -l "$(llmcallbacks db path)"
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        try StandardDescriptors.write(Array("\(try database.location().path)\n".utf8), to: 1)
    }
}
