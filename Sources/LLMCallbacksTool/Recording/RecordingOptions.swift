// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Whether and where a command records what it does.
struct RecordingOptions: ParsableArguments {
    @Flag(name: .customLong("no-record"), help: "Record nothing. (default: $LLMCALLBACKS_NO_RECORD)")
    var isOff = false

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("A title for the recorded run.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("A label for the recorded run. May be given several times.", valueName: "tag"))
    var tag: [String] = []

    func validate() throws {
        if tag.contains(where: \.isEmpty) { throw ValidationError("--tag must not be empty") }
        if title == "" { throw ValidationError("--title must not be empty") }
        if isOff, title != nil { throw ValidationError("--no-record does not go with --title") }
    }

    /// Whether to record.
    var isOn: Bool { !isOff && ["0", nil].contains(Environment.variable("LLMCALLBACKS_NO_RECORD")) }
}
