// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct LockedDatabaseTests {
    private let database: TemporaryDatabase

    init() async throws {
        database = try TemporaryDatabase()
        try await database.record("Hi", answer: ["a"])
    }

    @Test func `while another program writes, reading goes on, and changing is exit status 75`() async throws {
        let other = try holder()
        #expect(try await database.run("show", "-r").output == "a\n")
        #expect(try await database.run("list").status == 0)
        let ending = try await database.run("tag", "last", "x")
        #expect(ending.status == 75)
        #expect(ending.messages.hasPrefix("llmcallbacks: \(database.path): "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
        #expect(try await database.run("tag", "last", "x").status == 0)
    }

    @Test func `what is streamed while another program writes is recorded once that has let go`() async throws {
        let other = try holder()
        let tool = try database.start(["tee"], input: .pipe)
        try tool.write(Array("at once".utf8))
        await tool.output.wait(for: "at once")
        try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
        try tool.write([], closing: true)
        let ending = await tool.ending()
        #expect(ending.status == 0)
        let run = try TranscriptEditor(path: database.path).reader.run("last")
        #expect(try database.reader().output(of: run)[0].text == "at once")
    }

    /// A connection in the middle of a transaction that writes.
    private func holder() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: database.path, configuration: configuration)
        try queue.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
        return queue
    }
}
