// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What happens to the file must not happen to the stream.
struct FaultTests {
    private let folder: TestFolder
    private let model = ScriptedModel("to ", "be")

    init() throws { folder = try TestFolder() }

    @Test func `a file that is no database is left alone, and the run is kept beside it`() async throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: folder.file()))
        #expect(throws: TranscriptError.self) { try TranscriptHandler(path: folder.file()) }

        let reply = try await model.generate("Hello", callbacks: [.transcript(at: folder.file())])
        #expect(reply.text == "to be")
        #expect(reply.handlerFailures.map { "\($0.cause)".contains("no database") } == [true])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == Data(repeating: 0x41, count: 8192))
        let spool = try #require(folder.spools.first)
        #expect(try TranscriptReader(path: spool).chunks(of: TranscriptReader(path: spool).run("last")).count == 2)
    }

    @Test func `a file that another program holds is written to when it is free`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let holder = try holder()
        try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let reply = try await model.generate("Hello", callbacks: [.handler(transcript)])
        #expect(reply.handlerFailureCount == 1, "told once")
        #expect(folder.spools.count == 1)
        try await holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }

        while !folder.spools.isEmpty { await transcript.flush() }
        let reader = try TranscriptReader(path: folder.file())
        #expect(try reader.run(reply.runID.description).status == .ended)
        #expect(try reader.output(of: reader.run("last")).map(\.text) == ["to be"])
        #expect(try reader.search(SearchQuery("Hello")).count == 1)
        #expect(try TranscriptEditor(path: folder.file()).check() == [])
    }

    @Test func `a run of which a part went into the spool is one again`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let holder = try holder()
        let slow = ScriptedModel(steps: [
            "a", "b", .gate("hold"), "c", .send(.reasoning("d")), .gate("free"), "e", .finish(.stop),
        ])
        async let reply = slow.generate("Hello", callbacks: [.handler(transcript)])
        while try storedChunks() < 2 { await transcript.flush() }
        try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        slow.open("hold")
        while folder.spools.isEmpty { await transcript.flush() }
        try await holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        while !folder.spools.isEmpty { await transcript.flush() }
        slow.open("free")
        #expect(try await reply.text == "abce")

        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        #expect(run.status == .ended && run.chunkCount == 5)
        #expect(try reader.chunks(of: run).map(\.token.text) == ["a", "b", "c", "d", "e"])
        #expect(try reader.chunks(of: run).map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(try TranscriptEditor(path: folder.file()).check() == [])
    }

    @Test func `a file that is deleted is made again, with all of the runs under way`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let slow = ScriptedModel(steps: ["a", "b", .gate("deleted"), "c", .finish(.stop)])
        async let reply = slow.generate("Hello", callbacks: [.handler(transcript)])
        while try storedChunks() < 2 { await transcript.flush() }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.file() + suffix) }
        slow.open("deleted")
        #expect(try await reply.handlerFailureCount == 1)

        let reader = try TranscriptReader(path: folder.file())
        #expect(try reader.chunks(of: reader.run("last")).map(\.token.text) == ["a", "b", "c"])
        #expect(try TranscriptEditor(path: folder.file()).check() == [])
    }

    @Test func `what does not fit on the disk is stored once there is room`() async throws {
        let database = try DatabaseQueue(path: folder.file())
        let transcript = try TranscriptHandler(database)
        try await database.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let text = String(repeating: "x", count: 100_000)
        let reply = try await ScriptedModel(text, "end").generate("Hello", callbacks: [.handler(transcript)])
        #expect(reply.text == text + "end")
        #expect(reply.handlerFailures.contains { "\($0.cause)".contains("disk is full") })

        try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        let reader = try TranscriptReader(database)
        while try reader.run(id: reply.runID)?.status != .ended { await transcript.flush() }
        #expect(try reader.output(of: reader.run("last")).map(\.text) == [text + "end"])
    }

    @Test func `a newer schema is refused with both numbers`() throws {
        _ = try TranscriptHandler(path: folder.file())
        try holder().writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        let error = #expect(throws: TranscriptError.self) { try TranscriptReader(path: folder.file()) }
        #expect(error?.code == .newerSchema && error?.message.contains("99") == true)
    }

    @Test func `a damaged page is found before anything is written behind it`() async throws {
        try await model.generate("Hello", callbacks: [.handler(TranscriptHandler(path: folder.file()))])
        let database = try DatabaseQueue(path: folder.file())
        try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try database.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file()))
        try handle.seek(toOffset: 4096 * 3)
        handle.write(Data((0..<4096).map { _ in UInt8.random(in: 1...255) }))
        try handle.close()
        let error = #expect(throws: TranscriptError.self) { try TranscriptHandler(path: folder.file()) }
        #expect(error?.code == .damaged)
    }

    @Test func `another program's database is left alone`() throws {
        try DatabaseQueue(path: folder.file()).writeWithoutTransaction {
            try $0.execute(sql: "CREATE TABLE photo (id)")
        }
        let error = #expect(throws: TranscriptError.self) { try TranscriptHandler(path: folder.file()) }
        #expect(error?.code == .notATranscript)
    }

    /// A connection that may leave a transaction open, as another program might.
    private func holder() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: folder.file(), configuration: configuration)
    }

    private func storedChunks() throws -> Int {
        let reader = try TranscriptReader(path: folder.file())
        return try reader.runs().first.map { try reader.chunks(of: $0).count } ?? 0
    }
}
