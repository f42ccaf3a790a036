// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@testable import LLMCallbacksTool

@Suite(.serialized, .timeLimit(.minutes(5))) struct ListTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `a pipe gets whole values with tabs between them, the newest run first`() async throws {
        let first = try await database.record("one\ttab\nand line", answer: ["a"])
        let last = try await database.record("two", answer: ["b", "c"], model: "other")
        let ending = try await database.run("list")
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        let rows = ending.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(rows.map { String($0[0]) } == [last.runID.description, first.runID.description])
        #expect(rows.allSatisfy { $0.count == 8 })
        #expect(rows[0][2...4] == ["other", "ended", "2"])
        #expect(rows[0][7] == "two")
        #expect(rows[1][7] == "one tab and line")
        #expect(rows[1][1].hasSuffix("Z"))
    }

    @Test func `JSON has the keys of the contract`() async throws {
        let options = RunOptions(session: "s", tags: ["x"])
        let result = try await database.record("Hi", answer: ["a", "b"], options: options)
        let ending = try await database.run("list", "--json")
        let array = try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]])
        let run = try #require(array.first)
        #expect(array.count == 1)
        #expect(run["schema"] as? Int == 1)
        #expect(run["id"] as? String == result.runID.description)
        #expect(run["session"] as? String == "s")
        #expect(run["kind"] as? String == "model")
        #expect(run["status"] as? String == "ended")
        #expect(run["model"] as? String == "scripted")
        #expect(run["tags"] as? [String] == ["x"])
        #expect(run["chunks"] as? Int == 2)
        #expect(run["dropped"] as? Int == 0)
        #expect(run["finish"] as? String == "stop")
        #expect((run["usage"] as? [String: Any])?["output"] as? Int == 2)
        #expect((run["usage"] as? [String: Any])?["source"] as? String == "reported")
        #expect((run["cost"] as? [String: Any])?["priced"] as? Bool == false)
        #expect(run["firstToken"] is Double)
        #expect(run["duration"] is Double)
        #expect((run["started"] as? String)?.hasSuffix("Z") == true)
        #expect(run["parent"] == nil)
        #expect(run["error"] == nil)
    }

    @Test func `JSON Lines are the same objects, one a line`() async throws {
        for prompt in ["one", "two"] { try await database.record(prompt, answer: ["a"]) }
        let array = try await database.run("list", "--json").output
        let lines = try await database.run("list", "--jsonl").output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(array == "[\n\(lines.joined(separator: ",\n"))\n]\n")
    }

    @Test func `JSON with names of fields has these alone`() async throws {
        let first = try await database.record("one", answer: ["a"], options: RunOptions(tags: ["x"])).runID
        let last = try await database.record("two", answer: ["b", "c"]).runID
        let array = try await database.run("list", "--json", "tags,id,title,id").output
        #expect(array == "[\n{\"id\":\"\(last)\",\"tags\":[]},\n{\"id\":\"\(first)\",\"tags\":[\"x\"]}\n]\n")
        let lines = try await database.run("list", "--jsonl=chunks", "--sort", "oldest").output
        #expect(lines == "{\"chunks\":1}\n{\"chunks\":2}\n")
        // What follows is an option, and no name of a field.
        let whole = try await database.run("list", "--jsonl", "-n", "1").output
        #expect(whole.hasPrefix("{\"schema\":1,\"id\":\"\(last)\",") && whole.hasSuffix("}\n"))
        #expect(try await database.run("list", "-n", "1", "--jsonl").output == whole)
    }

    @Test func `every field that a run has can be asked for, and the help names it`() async throws {
        try await database.record("one", answer: ["a"])
        let fields = RunField.allCases.map(\.rawValue)
        let asked = try await database.run("list", "--json", fields.joined(separator: ",")).output
        #expect(try await database.run("list", "--json").output == asked)
        let help = try await database.run("list", "--help").output
        let words = help.split { !$0.isLetter }.map(String.init)
        #expect(Set(fields).subtracting(words).isEmpty)
        let unknown = try await database.run("list", "--json", "id,nope")
        #expect(unknown.status == 64)
        #expect(unknown.messages.contains("\"nope\", but: \(fields.joined(separator: ", ")) ("))
    }

    @Test func `filters are joined by and`() async throws {
        try await database.record("one", answer: ["a"], model: "gpt-5-mini", options: RunOptions(tags: ["work"]))
        try await database.record("two", answer: ["a"], model: "gpt-5-nano", options: RunOptions(session: "talk"))
        try await database.record("three", answer: ["a"], model: "llama", options: RunOptions(tags: ["work"]))
        #expect(try await titles("--model", "gpt-5*") == ["two", "one"])
        #expect(try await titles("--model", "gpt-5*", "--tag", "work") == ["one"])
        #expect(try await titles("--session", "talk") == ["two"])
        #expect(try await titles("--session", "ta") == ["two"])
        #expect(try await titles("--status", "failed,cancelled") == [])
        #expect(try await titles("--status", "failed,ended").count == 3)
        #expect(try await titles("--since", "1h").count == 3)
        #expect(try await titles("--until", "1h") == [])
        #expect(try await titles("--until", "today").count == 3)
        #expect(try await titles("-n", "2") == ["three", "two"])
        #expect(try await titles("-n", "0", "--sort", "oldest") == ["one", "two", "three"])
    }

    @Test func `a terminal gets a table that fits, with short ids and colours`() async throws {
        let long = String(repeating: "long ", count: 40)
        let result = try await database.record(long, answer: ["a"])
        let (status, screen) = try await TerminalProcess.run("list", "--db", database.path)
        #expect(status == 0)
        let lines = screen.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[1].hasPrefix("\u{1B}[36m\(result.runID.description.prefix(8))\u{1B}[0m  "))
        #expect(lines[1].hasSuffix("…"))
        let plain = try await TerminalProcess.run("list", "--db", database.path, environment: ["NO_COLOR": "1"]).screen
        #expect(!plain.contains("\u{1B}"))
        #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(
        arguments: [
            (["NO_COLOR": "1"], [], false), (["TERM": "dumb"], [], false), (["CLICOLOR_FORCE": "1"], [], true),
            ([:], [], false), ([:], ["--color", "always"], true), (["NO_COLOR": "1"], ["--color", "always"], true),
            (["CLICOLOR_FORCE": "1"], ["--color", "never"], false),
            (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], [], false),
        ] as [([String: String], [String], Bool)]
    )
    func `a pipe has colours only where they are asked for`(
        environment: [String: String],
        arguments: [String],
        isColored: Bool
    ) async throws {
        try await database.record("one", answer: ["a"])
        let tool = try database.start(["list", "--format", "table"] + arguments, environment: environment)
        #expect(await tool.ending().output.contains("\u{1B}[") == isColored)
    }

    @Test func `Markdown keeps its columns`() async throws {
        try await database.record("a | b", answer: ["a"])
        let lines = try await database.run("list", "--format", "md").output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("| ID | AGE | MODEL |"))
        #expect(lines[2].hasSuffix(#"| a \| b |"#))
    }

    @Test func `without any recording the list is empty, and says where it looked`() async throws {
        let ending = try await database.run("list", "--json")
        #expect(ending.output == "[]\n")
        #expect(ending.status == 0)
        #expect(ending.messages == "llmcallbacks: nothing is recorded yet in \(database.path)\n")
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    @Test(arguments: [
        ["--format", "xml"], ["--json", "--jsonl"], ["--json", "id", "--format", "md"],
        ["--json", ""], ["--jsonl", "id,"], ["-n", "-1"], ["--since", "tomorrow"], ["--status", "done"],
        ["--sort", "x"],
    ])
    func `wrong usage is one line`(arguments: [String]) async throws {
        let ending = try await database.start(["list"] + arguments).ending()
        #expect(ending.status == 64)
        #expect(ending.output == "")
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }

    private func titles(_ arguments: String...) async throws -> [String] {
        let ending = try await database.start(["list"] + arguments).ending()
        #expect(ending.status == 0)
        return ending.output.split(separator: "\n").map { String($0.split(separator: "\t").last ?? "") }
    }
}
