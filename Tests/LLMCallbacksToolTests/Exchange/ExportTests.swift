// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ExportTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `a recorded run and a live one read alike, line by line`() async throws {
        let live = "\(database.folder)/live.jsonl"
        let model = AnyStreamingModel("scripted") { _, output in
            try await output.send(.reasoning("hm"))
            for piece in ["a", "b\u{1B}[31m", "\r\n"] { try await output.send(.text(piece)) }
            try await output.send(.finish(.stop))
        }
        _ = try await model.generate("Hi", callbacks: [.jsonLines(path: live), .transcript(at: database.path)])
        let ending = try await database.run("export")
        #expect(ending.status == 0 && ending.messages == "")
        #expect(try ending.output == String(contentsOfFile: live, encoding: .utf8))
    }

    @Test func `an interrupted run has a start and pieces, and no end`() async throws {
        var lines = RecordedLines()
        lines.say("half", at: 0.5)
        try lines.add(to: database)
        #expect(try await database.run("export").output == lines.file)
    }

    @Test(arguments: [
        ("jsonl", "{\"event\":\"start\""), ("json", "{\"schema\":1,"), ("md", "# Why?\n"), ("txt", "Because.\n"),
        ("html", "<!DOCTYPE html>"), ("cast", "{\"version\":2,"), ("db", "SQLite format 3"),
    ]) func `the name of the file decides on the form`(ending: String, beginning: String) async throws {
        try await database.record("Why?", answer: ["Because", "."])
        let file = "\(database.folder)/out.\(ending)"
        let result = try await database.run("export", "last", "-o", file)
        #expect(result.status == 0 && result.output == "" && result.messages == "")
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(String(decoding: data, as: UTF8.self).hasPrefix(beginning))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try leftovers() == ["out.\(ending)"])
    }

    @Test func `a file that is there is replaced only by force`() async throws {
        try await database.record("Why?", answer: ["Because."])
        let file = "\(database.folder)/out.txt"
        try "mine".write(toFile: file, atomically: true, encoding: .utf8)
        for format in ["txt", "db"] {
            let refused = try await database.run("export", "-o", file, "--format", format)
            #expect(refused.status == 73)
            #expect(refused.messages.contains("exists already"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        }
        #expect(try await database.run("export", "-o", file, "--force").status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "Because.\n")
        for name in ["out.txt", "out.db"] {
            #expect(try await database.run("export", "-o", "\(database.folder)/no/\(name)").status == 73)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(database.folder)/no"))
        #expect(try leftovers() == ["out.txt"])
    }

    @Test func `all runs that fit are exported, oldest first`() async throws {
        for (prompt, tag) in [("one", "x"), ("two", "y"), ("three", "x")] {
            try await database.record(prompt, answer: [prompt], options: RunOptions(tags: [tag]))
        }
        #expect(try await database.run("export", "--all", "--format", "txt").output == "one\n\ntwo\n\nthree\n")
        #expect(try await database.run("export", "--tag", "x", "--format", "txt").output == "one\n\nthree\n")
        #expect(try await database.run("export", "last", "last~2", "--format", "txt").output == "three\n\none\n")
        let twice = ["export", "last~2", "last", "last~2", "last", "--format", "txt"]
        #expect(try await database.start(twice).ending().output == "one\n\nthree\n")
        let array = try await database.run("export", "--all", "--format", "json").output
        let objects = try JSONSerialization.jsonObject(with: Data(array.utf8)) as? [[String: Any]]
        #expect(objects?.compactMap { $0["prompt"] as? String } == ["one", "two", "three"])
    }

    @Test func `a database of chosen runs is one that every command reads`() async throws {
        try await database.record("one", answer: ["1"])
        try await database.record("two", answer: ["2"])
        let copy = "\(database.folder)/copy.db"
        #expect(try await database.run("export", "last~1", "-o", copy).status == 0)
        let list = try await database.run("list", "--db", copy, "--jsonl").output
        #expect(try JSONLine.lines(list).map { $0["prompt"] } == ["one"])
        #expect(try await database.run("db", "check", "--db", copy).status == 0)
    }

    @Test func `what is written to a terminal cannot drive it`() async throws {
        var lines = RecordedLines()
        lines.say(#"a\u001b[2Jb\u202ec\u009b31m"#, at: 0)
        lines.end()
        try lines.add(to: database)
        for format in ["txt", "md", "jsonl", "html", "cast"] {
            let shown = try await TerminalProcess.run(
                "export",
                "--format",
                format,
                environment: ["LLMCALLBACKS_DB": database.path]
            )
            #expect(shown.status == 0)
            let acting = shown.screen.unicodeScalars.filter { scalar in
                scalar != "\n" && scalar != "\t" && scalar.properties.generalCategory == .control
                    || scalar == "\u{202E}"
            }
            #expect(acting.isEmpty, "\(format)")
        }
    }

    @Test(
        arguments: [
            (["export", "nosuch"], 4), (["export", "last", "--all"], 64), (["export", "--format", "db"], 64),
            (["export", "--force"], 64), (["export", "--format", "odt"], 64),
        ] as [([String], Int32)]
    ) func `what makes no sense is refused`(arguments: [String], status: Int32) async throws {
        try await database.record("one", answer: ["1"])
        let ending = try await database.start(arguments).ending()
        #expect(ending.status == status)
        #expect(ending.output == "")
    }

    @Test func `a reader that has seen enough is no fault`() async throws {
        var lines = RecordedLines()
        for place in 0..<20_000 { lines.say("word ", at: Double(place)) }
        lines.end()
        try lines.add(to: database)
        let ending = try await database.start(["export"], output: .closed(after: "start")).ending()
        #expect(ending.status == 0)
        #expect(ending.messages == "")
    }

    /// The files in the folder that are no part of the database.
    private func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: database.folder).filter { !$0.hasPrefix("runs.sqlite") }
            .sorted()
    }
}
