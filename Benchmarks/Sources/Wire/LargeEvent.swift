// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI

/// One large event that comes in the pieces of a network, from the socket to the handler: its time must grow with its length
/// alone. Beside it, in turns, the floor: the same bytes read from a socket and thrown away, which is what the server takes.
struct LargeEvent {
    private static let turns = 25

    func measure() async throws {
        let server = try ServerProcess()
        defer { server.stop() }
        for mebibytes in [1, 2, 4, 8] {
            let model = OpenAIChatModel("m", baseURL: "\(server.url)/event-\(mebibytes)", apiKey: "none")
            let plain = PlainDownload(port: server.port, path: "event-\(mebibytes)")
            var (least, floor, processor) = (Duration.seconds(3_600), Duration.seconds(3_600), 0.0)
            for _ in 0..<Self.turns {
                var began = ContinuousClock.now
                try plain.read(atLeast: mebibytes << 20)
                floor = min(floor, began.duration(to: .now))

                let before = ProcessorTime.now.process
                began = .now
                let reply = try await model.generate("go")
                least = min(least, began.duration(to: .now))
                processor += ProcessorTime.now.process - before
                precondition(reply.text.utf8.count == mebibytes << 20, "the event was changed")
            }
            report(mebibytes, least, floor, processor * 1_000 / Double(Self.turns))
        }
    }

    private func report(_ mebibytes: Int, _ least: Duration, _ floor: Duration, _ processor: Double) {
        let milliseconds = least / .milliseconds(1)
        let bare = floor / .milliseconds(1)
        print("an event of \(mebibytes) MiB in pieces of \(StreamServer.pieceBytes) bytes, best of \(Self.turns):")
        print("  \(milliseconds) ms, a bare socket \(bare) ms: a ratio of \(milliseconds / bare)")
        print("  \(processor) ms of processor time each")
    }
}
