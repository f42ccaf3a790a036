// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What every command that streams can be told about its output.
struct OutputOptions: ParsableArguments {
    @Option(help: "text: the answer itself; jsonl: one JSON object an event.")
    var format = OutputFormat.text

    @Flag(help: "Say tokens, cost, times and speed on standard error at the end.")
    var stats = false
}
