// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct TailTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `history comes first, then what another program records, until the run ends`() async throws {
        let writer = try database.start(["tee"], input: .pipe)
        try writer.write(Array("one ".utf8))
        await writer.output.wait(for: "one ")
        try await database.waitForRun()
        let tail = try database.start(["tail", "-f"])
        await tail.output.wait(for: "one ")
        try writer.write(Array("two ".utf8))
        await tail.output.wait(for: "two ")
        try writer.write(Array("three".utf8), closing: true)
        let ending = await tail.ending()
        #expect(ending.status == 0)
        #expect(ending.output == "one two three\n")
        _ = await writer.ending()
    }

    @Test func `as JSON Lines it reads like the export`() async throws {
        let writer = try database.start(["tee"], input: .pipe)
        try writer.write(Array("one ".utf8))
        await writer.output.wait(for: "one ")
        try await database.waitForRun()
        let tail = try database.start(["tail", "-f", "--jsonl"])
        await tail.output.wait(for: "one ")
        try writer.write(Array("two".utf8), closing: true)
        let output = await tail.ending().output
        _ = await writer.ending()
        #expect(try await database.run("export").output == output)
    }

    @Test func `a run whose program is killed ends the tail, which says so`() async throws {
        let writer = try database.start(["tee"], input: .pipe)
        try writer.write(Array("one".utf8))
        await writer.output.wait(for: "one")
        try await database.waitForRun()
        let tail = try database.start(["tail", "-f"])
        await tail.output.wait(for: "one")
        writer.send(SIGKILL)
        _ = await writer.ending()
        let ending = await tail.ending()
        #expect(ending.status == 0)
        #expect(ending.output == "one\n")
        #expect(ending.messages == "llmcallbacks: the program that recorded the run has died\n")
        #expect(try await database.run("tail", "--all").output == "")
    }

    @Test func `without -f it shows what there is`() async throws {
        try await database.record("Hi", answer: ["all", " of it"])
        #expect(try await database.run("tail").output == "all of it\n")
        #expect(try await database.run("tail", "--all").output == "")
        #expect(try await database.run("tail", "nosuch").status == 4)
        #expect(try await database.run("tail", "last", "--all").status == 64)
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `all runs are followed, also later ones, until a signal`(signal: Int32, status: Int32) async throws {
        let first = try database.start(["tee", "--model", "a"], input: .pipe)
        try first.write(Array("one\n".utf8))
        await first.output.wait(for: "one")
        try await database.waitForRun()
        let tail = try database.start(["tail", "-f", "--all"])
        await tail.output.wait(for: "one\n")
        let second = try database.start(["tee", "--model", "b"], input: .pipe)
        try second.write(Array("two\n".utf8))
        await tail.output.wait(for: "two\n")
        try first.write(Array("three\n".utf8), closing: true)
        await tail.output.wait(for: "three\n")
        tail.send(signal)
        let ending = await tail.ending()
        #expect(ending.status == status)
        let lines = ending.output.split(separator: "\n").map { $0.replacing(#/ [0-9a-f]{4}\]/#, with: "]") }
        #expect(lines == ["[a] one", "[b] two", "[a] three"])
        try second.write([], closing: true)
        _ = await (first.ending(), second.ending())
    }
}

extension TemporaryDatabase {
    /// Waits until a run under way has a piece in the file.
    fileprivate func waitForRun() async throws {
        while true {
            if let reader = try? reader(), let run = try? reader.run("last"), try !reader.chunks(of: run).isEmpty {
                return
            }
            await Task.yield()
        }
    }
}
