// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the transport costs with many streams and with one large event, against a real server in a process of its own.
///
///     swift run --package-path Benchmarks -c release Wire streams   # processor time of 1,000 streams at 50 tokens a second
///     swift run --package-path Benchmarks -c release Wire idle      # memory of 1,000 silent streams
///     swift run --package-path Benchmarks -c release Wire event     # one event of 1 MiB in pieces of 1,400 bytes
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        func number(_ index: Int, _ fallback: Int) -> Int {
            arguments.dropFirst(index).first.flatMap { Int($0) } ?? fallback
        }
        switch arguments.first {
        case "serve": try StreamServer().run()
        case "streams":
            try await SteadyStreams(count: number(1, 1_000), tokensPerSecond: number(2, 50), seconds: number(3, 10))
                .measure()
        case "idle": try await IdleStreams(count: number(1, 1_000)).measure()
        case "event": try await LargeEvent().measure()
        default:
            print("streams [COUNT [RATE [SECONDS]]] | idle [COUNT] | event")
            exit(64)
        }
    }
}
