// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How a command shows what it has to show.
struct DisplayOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: auto (on a terminal), always or never.", valueName: "when"))
    var color = ColorChoice.auto

    @Flag(help: "Write straight to the terminal, also what is longer than the screen.")
    var noPager = false

    /// What that comes to here.
    var display: Display { Display(style: TextStyle(isOn: color.isOn()), isPaged: !noPager) }
}
