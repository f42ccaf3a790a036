// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksTesting
import Testing

@testable import LLMCallbacksSQLite

/// Older files are brought up to date as a whole, newer ones are refused.
struct SchemaTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test(arguments: 1..<TranscriptSchema.current.version)
    func `a file of each older schema is brought up to date with all that it has`(version: Int) async throws {
        try await makeFile(of: version)
        let reader = try TranscriptReader(path: folder.file())
        #expect(try reader.info().schema == TranscriptSchema.current.version, "also by who only reads")
        #expect(try reader.output(of: reader.run("last"))[0].text == "to be")
        #expect(try TranscriptEditor(path: folder.file()).check() == [])
        #expect(try schema(of: folder.file()) == schema(of: { try TranscriptFile.openForWriting($0) }))
    }

    @Test func `a step that fails leaves the file as it was`() async throws {
        try await makeFile(of: TranscriptSchema.current.version)
        let before = try schema(of: folder.file())
        let broken = TranscriptSchema(
            migrations: TranscriptSchema.current.migrations + ["CREATE TABLE half (id)", "CREATE TABLE run (id)"]
        )
        #expect(throws: TranscriptError.self) { try TranscriptFile.openForWriting(folder.file(), schema: broken) }
        #expect(try schema(of: folder.file()) == before)
        #expect(try TranscriptReader(path: folder.file()).info().schema == TranscriptSchema.current.version)
    }

    @Test func `several that come at once make one schema`() async throws {
        let path = folder.file()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { _ = try TranscriptFile.openForWriting(path) } }
            try await group.waitForAll()
        }
        #expect(try TranscriptEditor(path: path).check() == [])
    }

    @Test func `a newer file is refused by all, with both numbers, and runs go beside it`() async throws {
        try await makeFile(of: TranscriptSchema.current.version)
        let newer = TranscriptSchema(migrations: TranscriptSchema.current.migrations + ["CREATE TABLE future (id)"])
        _ = try TranscriptFile.openForWriting(folder.file(), schema: newer)
        let numbers = ["\(newer.version)", "\(TranscriptSchema.current.version)"]
        for open in [
            { (path: String) in _ = try TranscriptReader(path: path) }, { _ = try TranscriptEditor(path: $0) },
            { _ = try TranscriptHandler(path: $0) },
        ] {
            let error = #expect(throws: TranscriptError.self) { try open(folder.file()) }
            #expect(error?.code == .newerSchema)
            #expect(numbers.allSatisfy { error?.message.contains($0) == true }, "\(String(describing: error))")
        }
        let reply = try await ScriptedModel("beside").generate("Hello", callbacks: [.transcript(at: folder.file())])
        #expect(reply.handlerFailureCount == 1)
        let spool = try #require(folder.spools.first)
        #expect(try TranscriptReader(path: spool).chunks(of: TranscriptReader(path: spool).run("last")).count == 1)
    }

    @Test func `a file is its owner's alone, and so are its log and its folder`() async throws {
        let path = folder.file("a/b/sessions.sqlite")
        let transcript = try TranscriptHandler(path: path)
        try await ScriptedModel("a").generate("Hello", callbacks: [.handler(transcript)])
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(path + "-wal") == 0o600)
        #expect(try mode(folder.file("a")) == 0o700)
        #expect(try mode(folder.file("a/b")) == 0o700)
        await transcript.flush()
    }

    /// Makes a file of an older schema, with a run.
    private func makeFile(of version: Int) async throws {
        let current = folder.file("current.sqlite")
        try await ScriptedModel("to ", "be").generate("Hello", callbacks: [.handler(TranscriptHandler(path: current))])
        let older = TranscriptSchema(migrations: Array(TranscriptSchema.current.migrations[..<version]))
        let database = try TranscriptFile.openForWriting(folder.file(), schema: older)
        // What both have: nothing is ever taken away.
        try await database.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS source", arguments: [current])
            for table in ["writer", "session", "run", "message", "run_input", "output", "timing"] {
                let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
                try db.execute(sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM source.\(table)")
            }
            for run in try Int64.fetchAll(db, sql: "SELECT id FROM main.run") { try RunCompaction.addToIndex(run, db) }
            try db.execute(sql: "DETACH DATABASE source")
        }
    }

    private func schema(of path: String) throws -> [String] {
        try DatabaseQueue(path: path).read { db in
            try String.fetchAll(db, sql: "SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY name")
        }
    }

    private func schema(of make: (String) throws -> DatabaseQueue) throws -> [String] {
        _ = try make(folder.file("fresh.sqlite"))
        return try schema(of: folder.file("fresh.sqlite"))
    }
}
