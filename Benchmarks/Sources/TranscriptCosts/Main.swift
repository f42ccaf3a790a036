// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What recording costs: time on the token path, bytes on the disk, a thousand sessions at once, queries over many runs, and
/// what a kill takes away.
///
///     swift run --package-path Benchmarks -c release TranscriptCosts token|redaction|disk|live|queries|crash [NUMBER]
///
/// `token` under `valgrind` with two numbers of tokens, and the difference of "total heap usage", tells what a token allocates.
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let number = arguments.dropFirst().first.flatMap { Int($0) }
        switch arguments.first {
        case "token": try await TokenCost.measure(tokens: number ?? 400_000)
        case "disk": try await DiskCost.measure(runs: number ?? 100)
        case "live": try await LiveCost.measure(sessions: number ?? 1000)
        case "queries": try await QueryCost.measure(runs: number ?? 100_000)
        case "redaction": try await RedactionCost.measure(tokens: number ?? 100_000)
        case "crash": try CrashCost.measure(kills: number ?? 100)
        case "victim": try await CrashCost.die(CommandLine.arguments[2], CommandLine.arguments[3])
        default:
            FileHandle.standardError.write(
                Data("TranscriptCosts token|redaction|disk|live|queries|crash [NUMBER]\n".utf8)
            )
            exit(64)
        }
    }
}
