// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// What a title or a note is on: a recorded run, or the session that it belongs to.
struct LabelTarget: ParsableArguments {
    @Argument(help: "The run.", completion: .recordedRuns)
    var id: String

    @Argument(help: "The new text; without it the present one is shown.")
    var text: [String] = []

    @Flag(help: "Take it away.")
    var clear = false

    @Flag(help: "Of the session that the run belongs to, or that has this name.")
    var session = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if clear, !text.isEmpty { throw ValidationError("--clear takes no text") }
        if newText == "", changes { throw ValidationError("the text must not be empty; --clear takes it away") }
    }

    /// Whether the text is to be changed, and not shown.
    var changes: Bool { clear || !text.isEmpty }
    /// The new text; `nil` to take it away.
    var newText: String? { clear ? nil : text.joined(separator: " ") }

    /// The session that is meant.
    func findSession(in reader: TranscriptReader) throws -> RecordedSession { try reader.sessionOrThat(ofRun: id) }

    /// Shows the present text, in lines that cannot act on a terminal; nothing if there is none.
    func show(_ text: String?) throws {
        guard let text, !text.isEmpty else { return }
        try StandardDescriptors.write(Array("\(VisibleText.lines(text))\n".utf8), to: 1)
    }
}
