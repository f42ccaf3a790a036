// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Synchronization

@testable import LLMCallbacksOpenAI

/// A server that writes one answer as fast as the client takes it, and has short answers for everybody else.
final class FloodServer: Sendable {
    /// How many pieces the long answer has: 16 MiB, more than all queues, buffers and sockets between server and consumer hold.
    static let pieceCount = 4_096
    /// One piece of the answer.
    static let piece = String(repeating: "abcdefgh", count: 512)

    /// The long answer, and the short ones.
    let flood: OpenAIChatModel
    private let neighbour: OpenAIChatModel
    private let server: LoopbackServer
    private let sent: Sent

    private final class Sent: Sendable { let count = Atomic(0) }

    init() throws {
        let sent = Sent()
        server = try LoopbackServer { connection in
            while let request = connection.readRequest() {
                try connection.sendChunkedHead()
                for _ in 0..<(request.target.hasPrefix("/flood") ? Self.pieceCount : 1) {
                    try connection.sendEvent(data: #"{"choices":[{"delta":{"content":"\#(Self.piece)"}}]}"#)
                    if request.target.hasPrefix("/flood") { sent.count.add(1, ordering: .relaxed) }
                }
                try connection.sendEvent(data: "[DONE]")
                try connection.sendLastChunk()
            }
        }
        self.sent = sent
        let http = HTTPOptions(retries: .never, proxy: .none)
        neighbour = OpenAIChatModel("test", configuration: .init(baseURL: server.url, apiKey: "secret", http: http))
        var flood = neighbour
        flood.configuration.baseURL += "/flood"
        self.flood = flood
    }

    /// Takes a consumer's time: a neighbour on the same transport asks and gets its whole answer, again and again.
    ///
    /// - Returns: How many pieces of the long answer had left the server by then.
    func dawdle() async throws -> Int {
        for _ in 0..<64 {
            guard try await neighbour.generate("go").text == Self.piece else { throw Spoilt() }
        }
        return sent.count.load(ordering: .relaxed)
    }

    /// Stops the server.
    func stop() { server.stop() }

    private struct Spoilt: Error {}
}
