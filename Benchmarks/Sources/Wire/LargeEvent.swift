// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI

/// One large event that comes in the pieces of a network, from the socket to the handler: its time must grow with its length
/// alone.
struct LargeEvent {
    private static let turns = 9

    func measure() async throws {
        let server = try ServerProcess()
        defer { server.stop() }
        for mebibytes in [1, 2, 4, 8] {
            let model = OpenAIChatModel("m", baseURL: "\(server.url)/event-\(mebibytes)", apiKey: "none")
            var least = Duration.seconds(3_600)
            let before = ProcessorTime.now.process
            for _ in 0..<Self.turns {
                let began = ContinuousClock.now
                let reply = try await model.generate("go")
                least = min(least, began.duration(to: .now))
                precondition(reply.text.utf8.count == mebibytes << 20, "the event was changed")
            }
            let milliseconds = least / .milliseconds(1)
            let event = "an event of \(mebibytes) MiB in pieces of \(StreamServer.pieceBytes) bytes"
            let processor = (ProcessorTime.now.process - before) * 1_000 / Double(Self.turns)
            print("\(event): \(milliseconds) ms, best of \(Self.turns); \(processor) ms of processor time each")
        }
    }
}
