// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite

/// A program that records until it is killed: several runs at once, one after the other. On standard output it says what it knows to
/// be written: a run's id and its number of pieces, a line each.
@main
enum TranscriptVictim {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let lanes = Int(arguments[2]) else { exit(64) }
        let transcript = try TranscriptHandler(path: arguments[1])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<lanes {
                group.addTask { while true { await record(into: transcript) } }
            }
        }
    }

    private static func record(into transcript: TranscriptHandler) async {
        let length = Int.random(in: 1...4000)
        let model = AnyStreamingModel("victim") { _, output in
            for number in 0..<length {
                try await output.send(number % 7 == 0 ? .reasoning("\(number) ") : .text("\(number) "))
                if number % 97 == 0 {
                    await transcript.flush()
                    acknowledge("\(output.run.id) \(number + 1)\n")
                }
            }
        }
        let reply = try? await model.generate("Count to \(length).", callbacks: [.handler(transcript)])
        if let reply { acknowledge("\(reply.runID) \(length) end\n") }
    }

    /// One call of `write` a line, so that the kill leaves none in a buffer.
    private static func acknowledge(_ line: String) {
        let bytes = Array(line.utf8)
        _ = write(1, bytes, bytes.count)
    }
}
