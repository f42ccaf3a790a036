// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksSQLite
import Testing

/// Databases that cannot be written to, in folders that can or cannot.
@Suite(.serialized, .timeLimit(.minutes(5))) struct UnwritableDatabaseTests {
    private let database: TemporaryDatabase
    private let target: TemporaryDatabase

    init() throws {
        database = try TemporaryDatabase()
        target = try TemporaryDatabase()
    }

    /// What is beside the file.
    enum Log: CaseIterable {
        case none, empty, withIndex, withoutIndex
    }

    private static let reading = [
        ["list"], ["show"], ["search", "Hello"], ["stats"], ["export"], ["replay", "--instant"], ["tail"],
        ["diff", "last", "last"], ["db", "info"], ["db", "check"],
    ]

    @Test(arguments: [Log.none, .empty, .withIndex], [0o555, 0o755])
    func `every command that only reads works`(log: Log, folderMode: Int) async throws {
        try await prepare(log)
        try lock(folderMode)
        defer { try? setMode(0o755, database.folder) }
        for command in Self.reading {
            let ending = try await run(command)
            #expect(ending.status == 0, "\(command): \(ending.messages)")
            #expect(ending.messages == "")
            #expect(!ending.output.isEmpty)
        }
        #expect(try await run(["db", "check"]).output == "ok\n")
    }

    @Test(arguments: [Log.none, .empty, .withIndex], [0o555, 0o755])
    func `its runs can be copied elsewhere`(log: Log, folderMode: Int) async throws {
        try await prepare(log)
        try lock(folderMode)
        defer { try? setMode(0o755, database.folder) }
        let copies = ["export.db", "backup.db", "import.db"].map { "\(target.folder)/\($0)" }
        let commands = [
            ["export", "-o", copies[0]], ["db", "backup", copies[1]], ["import", database.path, "--db", copies[2]],
        ]
        for (command, copy) in zip(commands, copies) {
            let ending = try await run(command)
            #expect(ending.status == 0, "\(command): \(ending.messages)")
            #expect(try TranscriptReader(path: copy).run("last").tags == (log == .withIndex ? ["new"] : []))
        }
    }

    @Test func `a log that SQLite cannot read is not passed over`() async throws {
        try await prepare(.withoutIndex)
        try lock(0o555)
        defer { try? setMode(0o755, database.folder) }
        for command in Self.reading + [["db", "backup", target.path]] {
            let ending = try await run(command)
            #expect(ending.status == 74)
            #expect(ending.output == "")
            #expect(ending.messages.contains("its newest records are in \(database.path)-wal"), "\(command)")
            #expect(ending.messages.filter { $0 == "\n" }.count == 1)
        }
        try setMode(0o755, database.folder)
        #expect(try await run(["list", "--tag", "new"]).output.count { $0 == "\n" } == 1)
    }

    @Test func `damage is found there, too`() async throws {
        try await prepare(.none)
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: database.path))
        // The root of a table, whose kind is in its first byte: https://www.sqlite.org/fileformat2.html#b_tree_pages
        try file.seek(toOffset: 5 * 4096)
        try file.write(contentsOf: [0xAA])
        try file.close()
        try lock(0o555)
        defer { try? setMode(0o755, database.folder) }
        let ending = try await run(["db", "check"])
        #expect(ending.status == 65)
        #expect(!(ending.output + ending.messages).contains("ok"))
    }

    /// Leaves a recorded run, and such a log beside it; what is in that, is a tag.
    private func prepare(_ log: Log) async throws {
        try await target.record("Hello", answer: ["a", "b"])
        try target.reader().backup(to: database.path)
        let files = ["", "-wal"] + (log == .withIndex ? ["-shm"] : [])
        var contents: [Data] = []
        try withExtendedLifetime(TranscriptEditor(path: database.path)) { editor in
            guard log == .withIndex || log == .withoutIndex else { return }
            try editor.addTags(["new"], to: editor.reader.run("last"))
            contents = try files.map { try Data(contentsOf: URL(fileURLWithPath: database.path + $0)) }
        }
        // With its last connection a log goes: so it is put back.
        for (file, data) in zip(files, contents) { try data.write(to: URL(fileURLWithPath: database.path + file)) }
        if log == .empty { try Data().write(to: URL(fileURLWithPath: database.path + "-wal")) }
    }

    private func lock(_ folderMode: Int) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: database.folder) {
            try setMode(0o444, "\(database.folder)/\(name)")
        }
        try setMode(folderMode, database.folder)
    }

    private func setMode(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func run(_ arguments: [String]) async throws -> ToolProcess.Ending {
        let environment = ["LLMCALLBACKS_DB": database.path]
        return try await ToolProcess(arguments, environment: environment, obeysModes: true).ending()
    }
}
