// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct StandardOutputHandlerTests {
    let pipe = TestPipe()

    func printer(lanes: LaneFilter = .text) -> Callback {
        .handler(StandardOutputHandler(fileDescriptor: pipe.writeEnd, lanes: lanes))
    }

    @Test func `writes the text as it came, and a line feed at its end`() async throws {
        try await ChunkModel("Grüße", " ", "👩‍👩‍👧", "\n\n", "e\u{301}").generate("", callbacks: [printer()])
        #expect(pipe.available() == "Grüße 👩‍👩‍👧\n\ne\u{301}\n")
    }

    @Test func `a token is written when the call that emits it returns`() async throws {
        let stage = try await Stage.open(callbacks: [printer()])
        try await stage.say("one")
        #expect(pipe.available() == "one")
        try await stage.say(" two")
        #expect(pipe.available() == " two")
        try await stage.end()
        #expect(pipe.available() == "\n")
    }

    @Test func `text that ends its line gets no further line feed`() async throws {
        try await ChunkModel("one\n").generate("", callbacks: [printer()])
        #expect(pipe.available() == "one\n")
    }

    @Test func `a run without text writes nothing`() async throws {
        let chunks: [ModelChunk] = [.text(""), .reasoning("hm"), .refusal("no"), .toolCall(name: "f", arguments: "{}")]
        try await ChunkModel(chunks).generate("", callbacks: [printer()])
        #expect(pipe.available() == "")
    }

    @Test func `choices after the first are left out`() async throws {
        try await ChunkModel([.text("a"), .text("b", choice: 1), .text("c")]).generate("", callbacks: [printer()])
        #expect(pipe.available() == "ac\n")
    }

    @Test func `other lanes come when asked for, each on a line of its own`() async throws {
        let chunks: [ModelChunk] = [
            .reasoning("hm"), .reasoning(" hm"), .text("yes"), .toolCall(name: "f", arguments: "{}"),
        ]
        try await ChunkModel(chunks).generate("", callbacks: [printer(lanes: .all)])
        #expect(pipe.available() == "hm hm\nyes\n{}\n")
        try await ChunkModel(chunks).generate("", callbacks: [printer(lanes: .reasoning)])
        #expect(pipe.available() == "hm hm\n")
    }

    @Test func `a lane that ended its line is followed at once`() async throws {
        try await ChunkModel([.reasoning("hm\n"), .text("yes")]).generate("", callbacks: [printer(lanes: .all)])
        #expect(pipe.available() == "hm\nyes\n")
    }

    @Test func `replaced text is written anew, on a line of its own`() async throws {
        let chunks: [ModelChunk] = [.text("wrogn"), .replaced(TokenDelta("wrong")), .text(" no more")]
        try await ChunkModel(chunks).generate("", callbacks: [printer()])
        #expect(pipe.available() == "wrogn\nwrong no more\n")
    }

    @Test func `failed and cancelled runs end their line too`() async throws {
        _ = try? await ChunkModel([.text("half")], error: Mishap()).generate("", callbacks: [printer()])
        #expect(pipe.available() == "half\n")
        let stage = try await Stage.open(callbacks: [printer()])
        try await stage.say("half")
        await stage.cancel()
        #expect(pipe.available() == "half\n")
        let stopped = Callback.onToken { _ in stage.run.stop(reason: "") }
        try await ChunkModel("a").generate("", callbacks: [stopped, printer()])
        #expect(pipe.available() == "a\n")
    }

    @Test func `hears nothing that it does not write`() {
        #expect(Callback.standardOutput.events == [.tokens, .replaced, .terminal])
        #expect(Callback.standardOutput(lanes: .all).events == [.tokens, .replaced, .terminal])
    }

    @Test func `the program's standard output is one handler, given twice it writes once`() {
        let routes = CallbackManager([.standardOutput]).describe("model", callbacks: [.standardOutput])
        #expect(routes.map(\.isHeard) == [true, false])
        #expect(routes.map(\.label) == ["standardOutput", "standardOutput"])
    }

    @Test func `a queued handler writes the same`() async throws {
        let handler = StandardOutputHandler(fileDescriptor: pipe.writeEnd)
        try await ChunkModel("a", "b", "c").generate("", callbacks: [.queued(handler)])
        #expect(pipe.available() == "abc\n")
    }

    @Test func `keeps the rules for handlers`() async throws {
        let file = try TestFile()
        let descriptor = open(file.path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        for arrangement in [StandardOutputHandler.Arrangement.wholeRuns, .prefixed] {
            let handler = StandardOutputHandler(fileDescriptor: descriptor, lanes: .all, arrangement: arrangement)
            try await HandlerConformance.check(handler)
        }
    }
}
