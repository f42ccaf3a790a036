// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct DatabaseCommandTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `info counts what is there`() async throws {
        try await database.record("Hi", answer: ["a", "b"])
        let ending = try await database.run("db", "info", "--json")
        let info = try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
        #expect(info["path"] as? String == database.path)
        #expect(info["runs"] as? Int == 1)
        #expect(info["chunks"] as? Int == 2)
        #expect(try await database.run("db", "info").output.hasPrefix("file      \(database.path) (LLMCALLBACKS_DB)\n"))
    }

    @Test func `a backup is whole, and overwrites nothing`() async throws {
        let result = try await database.record("Hi", answer: ["a"])
        let copy = "\(database.folder)/copy.sqlite"
        #expect(try await database.run("db", "backup", copy).status == 0)
        #expect(try TranscriptReader(path: copy).run("last").id == result.runID)
        let again = try await database.run("db", "backup", copy)
        #expect(again.status == 73)
        #expect(again.messages == "llmcallbacks: \(copy): the file exists already\n")
    }

    @Test(
        arguments: [
            ["db", "backup", "PLACE"], ["export", "--format", "db", "-o", "PLACE"],
            ["export", "--format", "html", "-o", "PLACE"], ["import", "LINES", "--db", "PLACE"],
            ["bench", "--svg", "PLACE"], ["bench", "--markdown", "PLACE"],
        ],
        ["/dev/null/folder/file", "/proc/file"]
    )
    func `a file that cannot be made is exit status 73`(arguments: [String], place: String) async throws {
        try await database.record("Hi", answer: ["a"])
        let lines = "\(database.folder)/lines.jsonl"
        try await database.run("export").output.write(toFile: lines, atomically: true, encoding: .utf8)
        let words = arguments.map { ["PLACE": place, "LINES": lines][$0] ?? $0 }
        let ending = try await database.start(words).ending()
        #expect(ending.status == 73)
        #expect(ending.output == "")
        #expect(ending.messages.contains(place) && !ending.messages.contains("partial"))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }

    @Test func `a check finds nothing wrong, or names it`() async throws {
        try await database.record("Hi", answer: [String(repeating: "text ", count: 20_000)])
        let well = try await database.run("db", "check")
        #expect(well.output == "ok\n")
        #expect(well.status == 0)
        #expect(try await database.run("db", "vacuum").status == 0)
        #expect(try await database.run("db", "check").output == "ok\n")
        try damage(at: 40_000)
        let ill = try await database.run("db", "check")
        #expect(ill.status == 65)
        #expect(!(ill.output + ill.messages).isEmpty)
    }

    @Test(arguments: [
        ["list"], ["show"], ["search", "x"], ["stats"], ["tag", "last", "x"], ["db", "info"], ["rm", "last"],
    ])
    func `a file that is no database is exit status 65`(arguments: [String]) async throws {
        try Data(String(repeating: "this is no database\n", count: 100).utf8).write(
            to: URL(fileURLWithPath: database.path)
        )
        let ending = try await database.start(arguments).ending()
        #expect(ending.status == 65)
        #expect(ending.output == "")
        #expect(ending.messages.hasPrefix("llmcallbacks: \(database.path): "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [["list"], ["show"], ["tag", "last", "x"]])
    func `a newer database is exit status 3, and both versions are named`(arguments: [String]) async throws {
        try await database.record("Hi", answer: ["a"])
        try setVersion(99)
        let ending = try await database.start(arguments).ending()
        #expect(ending.status == 3)
        #expect(ending.messages.contains("99"))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [["list"], ["show"], ["search", "x"], ["stats"], ["db", "info"]])
    func `a file that the option names must be there`(arguments: [String]) async throws {
        let ending = try await ToolProcess(arguments + ["--db", database.path]).ending()
        #expect(ending.status == 4)
        #expect(ending.output == "")
        #expect(ending.messages == "llmcallbacks: \(database.path): there is no such database\n")
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    /// Overwrites a stretch of the file, whose log has been moved into it.
    private func damage(at offset: UInt64) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: database.path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(repeating: 0xAA, count: 4096))
        try file.close()
    }

    /// Sets the schema's number, at bytes 60...63 of the file: https://www.sqlite.org/fileformat.html#user_version_number
    private func setVersion(_ version: UInt8) throws {
        // Moves the log into the file.
        try TranscriptEditor(path: database.path).vacuum()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: database.path))
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0, version]))
        try file.close()
    }
}
