// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks

/// `llmcallbacks tee`: taps the output of any program that streams text.
struct TeeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tee",
        abstract: "Tap what another program streams.",
        discussion: """
            Reads standard input as a model's answer, a token for each piece that
            arrives. A character is never split; bytes that are no UTF-8 become U+FFFD.
            As text, the answer passes through as it is. Beyond 256 MiB the run fails.

            What came is recorded (see: list, show, replay, db path), also when Ctrl-C or
            a closed pipe ends it; where nobody reads on, as in "| head", the input is
            recorded to its end, for up to 15 seconds and 256 KiB more.

            EXAMPLES
              some-llm | llmcallbacks tee --stats
              some-llm | llmcallbacks tee --format jsonl > events.jsonl
              some-llm | llmcallbacks tee --model some-llm --format jsonl | jq .t
            """
    )

    @Option(help: "A name for the run.")
    var model = "stdin"

    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Recording") var recording: RecordingOptions

    func validate() throws {
        if model.isEmpty { throw ValidationError("--model must not be empty") }
    }

    func run() async throws {
        let recording = Recording(recording)
        let session = Session(
            model: StandardInputModel(name: model),
            output: output.format.passThroughHandler(goesOn: recording.isOn),
            showsStatistics: output.stats,
            recording: recording
        )
        let ending = await session.run(ModelRequest([]))
        await recording.close()
        try ending.status.throwUnlessDone()
    }
}
