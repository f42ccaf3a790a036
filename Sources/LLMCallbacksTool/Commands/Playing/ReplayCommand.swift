// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// `llmcallbacks replay`: tells a recorded run again, at its pace.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Tell a recorded run again, at the pace it had.",
        discussion: """
            The answer comes piece by piece, as it came from the model. With --format
            jsonl it is a run of its own: its events have new times, and handlers hear it
            like any other. To get the old times, export it.

            KEYS, where input and output are a terminal
              space  pause, and go on      .      the next piece
              left, right  back and forth by 5 s; with { and } by 60 s
              + -    faster, slower        0      the pace it had
              q      quit

            EXAMPLES
              llmcallbacks replay
              llmcallbacks replay 019acb2e --speed 4 --idle-time-limit 1
              llmcallbacks replay last~1 --from 12.5 --to 20
              llmcallbacks replay --instant --format jsonl | tail -1 | jq .timing
            """
    )

    @Argument(help: "The run.", completion: .recordedRuns)
    var id = "last"

    @Option(name: .shortAndLong, help: ArgumentHelp("How many times as fast as it was.", valueName: "factor"))
    var speed = 1.0

    @Option(name: .shortAndLong, help: ArgumentHelp("Cut longer waits to this.", valueName: "seconds"))
    var idleTimeLimit: Double?

    @Option(help: ArgumentHelp("Tell what came before at once.", valueName: "seconds"))
    var from: Double?

    @Option(help: ArgumentHelp("Stop there.", valueName: "seconds"))
    var to: Double?

    @Flag(help: "Without any wait.")
    var instant = false

    @Flag(name: .shortAndLong, help: "Again and again, until Ctrl-C.")
    var loop = false

    @Flag(help: "Show the reasoning, too.")
    var reasoning = false

    @Option(help: "text: the answer itself; jsonl: one JSON object an event.")
    var format = OutputFormat.text

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if !(speed > 0 && speed <= 1e6) { throw ValidationError("--speed must be above 0") }
        for (name, value) in [("idle-time-limit", idleTimeLimit), ("from", from), ("to", to)] {
            if let value, !(value >= 0 && value <= 1e9) { throw ValidationError("--\(name) must be 0 or more") }
        }
        if let from, let to, from > to { throw ValidationError("--from must not be after --to") }
    }

    func run() async throws {
        let reader = try database.reader()
        let run = try reader.run(id)
        let replay = Replay(
            run: run,
            reader: reader,
            pace: instant ? .instant : .scaled(by: speed, longestGap: idleTimeLimit.map { .seconds($0) }),
            part: (from.map { .seconds($0) } ?? .zero)...(to.map { .seconds($0) } ?? .seconds(1e9)),
            output: RunOutput(isJSONLines: format == .jsonl, showsReasoning: reasoning)
        )
        let hasKeys =
            format == .text && !instant && Terminal.isConnected(0) && Terminal.isConnected(1) && !Terminal.isDumb
        // Not before the signals are heeded: one that came between would end the program with the terminal taken.
        let (start, starter) = AsyncStream.makeStream(of: Never.self)
        let work = Task {
            for await _ in start {}
            try await play(replay, hasKeys: hasKeys)
        }
        StopSignals.shared.whenStopped {
            // At once, whatever becomes of the rest.
            RawTerminal.restore()
            work.cancel()
        }
        starter.finish()
        defer { RawTerminal.restore() }
        do {
            try await work.value
        } catch is CancellationError {}
        if let signal = StopSignals.shared.received { throw ExitStatus.stopped(by: signal) }
    }

    private func play(_ replay: Replay, hasKeys: Bool) async throws {
        repeat {
            try Task.checkCancellation()
            if hasKeys {
                guard try await KeyedReplay(replay).play() else { return }
            } else {
                guard try await replay.play() else { return }
            }
        } while loop
    }
}
