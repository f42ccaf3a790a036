// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ImportTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `what was exported comes in, and is exported the same again`() async throws {
        var lines = RecordedLines()
        lines.say("one ", at: 0.25)
        lines.say("two", at: 0.250001)
        lines.end()
        let ending = try await database.run("import", "-", input: .text(lines.file))
        #expect(ending.status == 0)
        #expect(ending.messages == "llmcallbacks: -: imported 1 run\n")
        #expect(try await database.run("export").output == lines.file)
        let again = try await database.run("import", "-", input: .text(lines.file))
        #expect(again.messages == "llmcallbacks: -: imported 0 runs; 1 run was there already\n")
    }

    @Test func `a damaged file is named with its line, and nothing comes in`() async throws {
        var lines = RecordedLines()
        lines.say("one", at: 0)
        lines.end()
        let file = try write("events.jsonl", lines.file + "{\"event\":\"token\"}\n")
        let ending = try await database.run("import", file)
        #expect(ending.status == 65)
        #expect(ending.messages == "llmcallbacks: \(file): line 4: \"run\" is missing, or no id\n")
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    @Test(arguments: [("import", 64), ("no.jsonl", 74), ("bytes.db", 65)] as [(String, Int32)])
    func `what cannot be read is told`(name: String, status: Int32) async throws {
        _ = try write("bytes.db", "SQLite format 3\0 and no more")
        let arguments = name == "import" ? ["import"] : ["import", "\(database.folder)/\(name)"]
        #expect(try await database.start(arguments).ending().status == status)
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    @Test func `other forms are known by their first bytes`() async throws {
        let cast = try write("a.cast", "{\"version\":2,\"width\":80,\"height\":24}\n[0.5,\"o\",\"hello\"]\n")
        let other = try TemporaryDatabase()
        try await other.record("Hi", answer: ["Hello"])
        let ending = try await database.run("import", cast, other.path)
        #expect(ending.status == 0, "\(ending.messages)")
        let texts = try await database.run("export", "--all", "--format", "txt").output
        #expect(texts == "hello\n\nHello\n")
    }

    @Test func `the saved body of a stream is a run, and an error in it is that of the run`() async throws {
        func body(_ data: String...) -> String { data.map { "data: \($0)\n\n" }.joined() }
        let good = try write("good.sse", body(Wire.text("a"), Wire.text("b"), Wire.stop, Wire.usage, "[DONE]"))
        let cut = try write("cut.sse", body(Wire.text("half"), Wire.text(" of it")))
        for file in [good, good, cut] { #expect(try await database.run("import", file).status == 0) }
        let lines = try JSONLine.lines(try await database.run("list", "--jsonl").output)
        #expect(Set(lines.map { $0["status"] }) == ["ended", "failed"])
        #expect(lines.count == 2)
        let texts = try await database.run("export", "--all", "--format", "txt").output
        #expect(Set(texts.split(separator: "\n")) == ["ab", "half of it"])
        let damaged = try write("bad.sse", body(Wire.text("a"), "{oops"))
        let refused = try await database.run("import", damaged)
        #expect(refused.status == 65)
        #expect(refused.messages.hasPrefix("llmcallbacks: \(damaged): line 4: "))
    }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = "\(database.folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
