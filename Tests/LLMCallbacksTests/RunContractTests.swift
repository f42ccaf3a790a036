// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization
import Testing

struct RunContractTests {
    final class Log: CallbackHandler {
        let events = Mutex<[CallbackEvent]>([])
        func handle(_ event: CallbackEvent) { events.withLock { $0.append(event) } }
    }

    struct Parrot: StreamingModel {
        let name = "parrot"
        func respond(to request: ModelRequest, into output: ModelOutput) async throws {
            for word in request.promptText.split(separator: " ") {
                try await output.send(.text("\(word) "))
            }
            try await output.send(.finish(.stop))
        }
    }

    @Test func `a run is one start, its tokens and one end, numbered from 0`() async throws {
        let log = Log()
        let reply = try await Parrot().generate("to be or not", callbacks: [.handler(log)])
        #expect(reply.text == "to be or not ")
        #expect(reply.finishReason == .stop)
        #expect(reply.tokenCount == 4)
        let events = log.events.withLock { $0 }
        #expect(events.map(\.sequence) == Array(0...5))
        #expect(events.compactMap(\.token?.text) == ["to ", "be ", "or ", "not "])
        #expect(events.last?.isTerminal == true)
    }

    @Test func `an empty piece is a token like any other, also as the first`() async throws {
        let log = Log()
        let reply = try await CallbackManager([.handler(log)]).run("empty", input: "Hello") { run in
            try await run.token("")
            try await run.token("a")
            try await run.token("")
        }
        #expect(reply.text == "a")
        #expect(log.events.withLock { $0.compactMap(\.token?.text) } == ["", "a", ""])
    }
}
