// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting

extension Suite {
    /// Recording into a database.
    static let transcript = Suite(
        name: "transcript",
        about: """
            `TranscriptHandler` into a new file for each turn. "Producer": until the model's task is through, which is what \
            recording costs a stream; "on the disk": until the run has returned, and with it the run's end is on the disk. What \
            was recorded is read back: every piece, and the whole text.
            """,
        workloads: [16, 256].flatMap { rounds in
            [Span.producer, .onTheDisk].map { span in
                let load = TokenLoad(rounds: rounds)
                return Workload("\(load.count) tokens, \(span.rawValue)", per: "token") {
                    try await record(load, span)
                }
            }
        }
    )

    private enum Span: String {
        case producer
        case onTheDisk = "on the disk"
    }

    private static func record(_ load: TokenLoad, _ span: Span) async throws -> Measurement {
        let file = try ScratchFile()
        let transcript = try TranscriptHandler(path: file.path)
        var began = ContinuousClock.now
        var elapsed = Duration.zero
        let result = try await CallbackManager([.handler(transcript)]).run("benchmark", input: "") { run in
            began = .now
            for _ in 0..<load.rounds {
                for piece in load.pieces { try await run.token(piece) }
            }
            elapsed = began.duration(to: .now)
        }
        if span == .onTheDisk { elapsed = began.duration(to: .now) }
        let reader = try TranscriptReader(path: file.path)
        var tally = TokenTally()
        for event in try reader.events(of: reader.run("last")) {
            if let token = event.token { tally.add(token.text) }
        }
        try Incomplete.unless(result.handlerFailureCount == 0, "the transcript failed")
        try Delivery(elapsed: elapsed, tallies: [tally]).check(load, consumers: 1, by: "transcript")
        return .time(elapsed, units: load.count)
    }
}
