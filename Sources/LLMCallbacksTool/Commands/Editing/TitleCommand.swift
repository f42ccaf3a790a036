// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks title`: the title of a recorded run.
struct TitleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "title",
        abstract: "Give a recorded run a title, or show it.",
        discussion: """
            EXAMPLES
              llmcallbacks title last Why the sky is blue
              llmcallbacks title last --session Physics
              llmcallbacks title 019acb2e
              llmcallbacks title 019acb2e --clear
            """
    )

    @OptionGroup var target: LabelTarget

    func run() throws {
        guard target.changes else {
            let reader = try target.database.reader()
            let title = try target.session ? target.findSession(in: reader).title : reader.run(target.id).title
            return try target.show(title)
        }
        let editor = try target.database.editor()
        if target.session {
            try editor.setTitle(target.newText, of: target.findSession(in: editor.reader))
        } else {
            try editor.setTitle(target.newText, of: editor.reader.run(target.id))
        }
    }
}
