// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct EditingTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `tags are added, shown and removed`() async throws {
        try await database.record("Hi", answer: ["a"], options: RunOptions(tags: ["x"]))
        #expect(try await database.run("tag", "last", "y", "z w", "--remove", "x").status == 0)
        #expect(try await database.run("tag", "last").output == "y\nz w\n")
        #expect(try await database.run("tag", "last", "").status == 64)
        #expect(try await database.run("tag", "0000", "y").status == 4)
    }

    @Test(arguments: ["title", "note"])
    func `a text is set, shown and taken away, of a run or of its session`(command: String) async throws {
        try await database.record("Hi", answer: ["a"], options: RunOptions(session: "talk"))
        #expect(try await database.run(command, "last").output == "")
        #expect(try await database.run(command, "last", "").status == 64)
        #expect(try await database.run(command, "last", "a", "few words").status == 0)
        #expect(try await database.run(command, "last").output == "a few words\n")
        #expect(try await database.run(command, "talk", "--session", "of all").status == 0)
        #expect(try await database.run(command, "last", "--session").output == "of all\n")
        #expect(try await database.run(command, "last", "--clear").status == 0)
        #expect(try await database.run(command, "last").output == "")
        #expect(try await database.run(command, "last", "--session").output == "of all\n")
    }

    @Test func `a deletion is only shown, unless it is confirmed`() async throws {
        let keep = try await database.record("keep", answer: ["a"])
        let drop = try await database.record("drop", answer: ["b"])
        for arguments in [["rm", "last"], ["rm", "last", "--dry-run"], ["prune", "--keep", "1"]] {
            let ending = try await database.start(arguments).ending()
            #expect(ending.status == 0)
            #expect(ending.output.contains(arguments[0] == "rm" ? drop.runID.description : keep.runID.description))
            #expect(ending.messages.contains("would delete 1 run with 1 chunk, "))
            #expect(ending.messages.contains("nothing was deleted"))
            #expect(try database.reader().runCount() == 2)
        }
        let done = try await database.run("rm", "last", "--yes")
        #expect(done.status == 0)
        #expect(done.messages.contains("deleted 1 run\n"))
        #expect(try database.reader().runs().map(\.id) == [keep.runID])
    }

    @Test(arguments: [("n", 2), ("y", 1), ("yes", 1), ("", 2)])
    func `on a terminal somebody is asked`(answer: String, left: Int) async throws {
        for _ in 0..<2 { try await database.record("Hi", answer: ["a"]) }
        let tool = try TerminalProcess(["rm", "last", "--db", database.path])
        await tool.screen.wait(for: "Delete? [y/N] ")
        tool.type("\(answer)\n")
        let (status, _) = await tool.ending()
        #expect(status == 0)
        #expect(try database.reader().runCount() == left)
    }

    @Test func `a rule must say something`() async throws {
        try await database.record("Hi", answer: ["a"])
        let ending = try await database.run("prune", "--yes")
        #expect(ending.status == 64)
        #expect(ending.messages.hasPrefix("llmcallbacks: say what may go: "))
        #expect(try await database.run("prune", "--older-than", "90").status == 64)
        #expect(try await database.run("prune", "--max-size", "1X").status == 64)
        #expect(try database.reader().runCount() == 1)
    }

    @Test func `conditions of a rule are joined by and`() async throws {
        try await database.record("one", answer: ["a"], options: RunOptions(tags: ["draft"]))
        try await database.record("two", answer: ["a"])
        try await database.record("three", answer: ["a"], options: RunOptions(tags: ["draft"]))
        #expect(try await database.run("prune", "--tag", "draft", "--keep", "1", "--yes").status == 0)
        #expect(try database.reader().runs().compactMap(\.prompt) == ["three", "two"])
        let none = try await database.run("prune", "--older-than", "1d", "--yes")
        #expect(none.status == 0)
        #expect(none.messages == "llmcallbacks: there is nothing to delete\n")
        #expect(try database.reader().runCount() == 2)
        #expect(try await database.run("prune", "--max-size", "0", "--yes").status == 0)
        #expect(try database.reader().runCount() == 0)
    }

    @Test func `a deletion leaves a receipt, and none of the text`() async throws {
        let result = try await database.record("secret question", answer: ["secret answer"])
        _ = try await database.run("rm", "last", "--yes")
        let receipts = try TranscriptEditor(path: database.path).receipts()
        #expect(receipts.map(\.runs) == [[result.runID]])
        for file in [database.path, database.path + "-wal"] {
            let bytes = FileManager.default.contents(atPath: file) ?? Data()
            #expect(bytes.range(of: Data("secret".utf8)) == nil)
        }
    }
}
