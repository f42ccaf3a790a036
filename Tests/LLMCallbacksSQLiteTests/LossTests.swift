// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What cannot be kept is counted in its run and told.
@Suite(.timeLimit(.minutes(5)))
struct LossTests {
    @Test func `pieces for which there is no room anywhere are counted in their run`() async throws {
        let database = try DatabaseQueue()
        var options = TranscriptOptions()
        options.maxWaitingBytes = 64 << 10
        let transcript = try TranscriptHandler(database, options: options)
        try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        let model = AnyStreamingModel("model") { _, output in
            for number in 0..<20_000 {
                try await output.send(.text("piece \(number) "))
                if number % 500 == 0 { await transcript.flush() }
            }
            try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
        }
        let reply = try await model.generate("Hello", callbacks: [.handler(transcript)])
        #expect(reply.text.hasSuffix("piece 19999 "), "the stream is whole")
        #expect(reply.handlerFailures.count { "\($0.cause)".contains("cannot be written to") } == 1, "told once")

        let reader = try TranscriptReader(database)
        while try reader.run(id: reply.runID)?.status != .ended { await transcript.flush() }
        let run = try #require(try reader.run(id: reply.runID))
        #expect(run.lostCount > 0 && run.chunkCount > 1000)
        #expect(run.chunkCount + run.lostCount == 20_000)
        // What is there says where it belongs; the fault that was told took a number, too, perhaps before the first piece.
        let shifts = try reader.chunks(of: run).map { chunk in
            chunk.sequence - 1 - (Int(chunk.token.text.split(separator: " ").last ?? "") ?? .min)
        }
        #expect(shifts == shifts.sorted() && [0, 1].contains(shifts.first) && shifts.last == 1)
        #expect(try TranscriptEditor(database).check() == [])
    }

    @Test func `faults of other handlers are part of the run's record`() async throws {
        let database = try DatabaseQueue()
        let faulty = ActingHandler { if $0.sequence == 1 { throw InjectedFault("broken") } }
        let reply = try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.handler(faulty, label: "screen"), .handler(TranscriptHandler(database))]
        )
        let reader = try TranscriptReader(database)
        let run = try reader.run("last")
        #expect(run.handlerFailureCount == 1 && reply.handlerFailureCount == 1)
        let told = try reader.events(of: run).compactMap { event in
            if case .handlerFailed(let failure) = event.kind { failure } else { nil }
        }
        #expect(told.map(\.label) == ["screen"] && told.map(\.sequence) == [1])
    }

    @Test func `a cancelled run has all that came, and says who stopped it`() async throws {
        let database = try DatabaseQueue()
        let transcript = try TranscriptHandler(database)
        let model = ScriptedModel(steps: ["a", "b", .hang("for ever")])
        let task = Task { try await model.generate("Hello", callbacks: [.handler(transcript)]) }
        let reader = try TranscriptReader(database)
        while try reader.runs().first.map({ try reader.chunks(of: $0).count }) != 2 { await transcript.flush() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let run = try reader.run("last")
        #expect(run.status == .cancelled && run.cancellation == .task)
        #expect(try reader.output(of: run)[0].text == "ab")
    }

    @Test func `runs inside runs are found by the one around them`() async throws {
        let database = try DatabaseQueue()
        let manager = CallbackManager([.handler(try TranscriptHandler(database))])
        _ = try await manager.run("plan", kind: .chain, value: ["q": 1]) { _ in
            _ = try await manager.run("lookup", kind: .tool, value: "Oslo") { _ in "Norway" }
            return try await ScriptedModel("song").generate("Sing").text
        }
        let reader = try TranscriptReader(database)
        let root = try #require(try reader.runs(RunQuery()).last)
        #expect(root.kind == .chain && root.parentID == nil)
        #expect(try reader.children(of: root.id).map(\.name) == ["lookup", "scripted"])
        #expect(try reader.input(of: root) == .value(["q": 1]))
    }
}

/// A handler that does what a test says.
private struct ActingHandler: CallbackHandler {
    let act: @Sendable (CallbackEvent) throws -> Void

    init(_ act: @escaping @Sendable (CallbackEvent) throws -> Void) { self.act = act }

    func handle(_ event: CallbackEvent) throws { try act(event) }
}
