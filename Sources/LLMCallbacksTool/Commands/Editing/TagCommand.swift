// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks tag`: labels of a recorded run.
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Add tags to a recorded run, remove them, or show them.",
        discussion: """
            EXAMPLES
              llmcallbacks tag last work draft
              llmcallbacks tag 019acb2e --remove draft
              llmcallbacks tag last
              llmcallbacks list --tag work
              llmcallbacks stats --by tag
            """
    )

    @Argument(help: "The run.", completion: .recordedRuns)
    var id: String

    @Argument(help: "Tags to add.", completion: .recordedTags)
    var tags: [String] = []

    @Option(
        name: [.customShort("r"), .long],
        help: ArgumentHelp("A tag to remove. May be given several times.", valueName: "tag"),
        completion: .recordedTags
    )
    var remove: [String] = []

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if (tags + remove).contains(where: \.isEmpty) { throw ValidationError("a tag must not be empty") }
    }

    func run() throws {
        if tags.isEmpty, remove.isEmpty {
            let run = try database.reader().run(id)
            let text = run.tags.map { "\(VisibleText.line($0))\n" }.joined()
            return try StandardDescriptors.write(Array(text.utf8), to: 1)
        }
        let editor = try database.editor()
        let run = try editor.reader.run(id)
        try editor.removeTags(remove, from: run)
        try editor.addTags(tags, to: run)
    }
}
