// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// `llmcallbacks note`: a note on a recorded run.
struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Make a note on a recorded run, or show it.",
        discussion: """
            EXAMPLES
              llmcallbacks note last "Too long; try again with --max-tokens 200"
              llmcallbacks note 019acb2e
              llmcallbacks note 019acb2e --clear
            """
    )

    @OptionGroup var target: LabelTarget

    func run() throws {
        guard target.changes else {
            let reader = try target.database.reader()
            let note = try target.session ? target.findSession(in: reader).note : reader.run(target.id).note
            return try target.show(note)
        }
        let editor = try target.database.editor()
        if target.session {
            try editor.setNote(target.newText, of: target.findSession(in: editor.reader))
        } else {
            try editor.setNote(target.newText, of: editor.reader.run(target.id))
        }
    }
}
