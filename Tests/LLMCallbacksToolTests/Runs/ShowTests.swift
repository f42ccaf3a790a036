// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ShowTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `a run is found by its place, and by the beginning of its id`() async throws {
        let ids = try await [database.record("1", answer: ["one"]), database.record("2", answer: ["two"])].map(\.runID)
        #expect(try await show("last", "-r") == "two\n")
        #expect(try await show("-r") == "two\n")
        #expect(try await show("last~1", "-r") == "one\n")
        #expect(try await show(ids[0].description, "-r") == "one\n")
        let short = try database.reader().shortIDs(of: [database.reader().run("last")]).values.first
        #expect(try await show(try #require(short).uppercased(), "-r") == "two\n")
        #expect(try await show(ids[1].description.filter { $0 != "-" }, "-r") == "two\n")
    }

    @Test func `the answer into a pipe has the same bytes`() async throws {
        let text = "tab\t, \u{1B}[31mred\u{1B}[0m, nul \u{0}, 水🌊\r\nend\n"
        try await database.record("Hi", answer: [text])
        #expect(try await show("-r") == text)
    }

    @Test func `what people read cannot act on the terminal, unless they want it raw`() async throws {
        try await database.record("\u{1B}]0;title\u{7}ask", answer: ["\u{1B}[2J\u{9B}31mred"], model: "m\u{1B}[5m")
        for arguments in [
            ["show"], ["show", "--timing"], ["show", "--tree"], ["list"], ["list", "--format", "table"],
        ] {
            let output = try await database.start(arguments).ending().output
            #expect(!output.contains("\u{1B}") && !output.contains("\u{9B}"))
        }
        let page = try await show()
        #expect(page.contains("^[]0;title^Gask"))
        #expect(page.contains("^[[2J<U+009B>31mred"))
        #expect(try await show("--raw").contains("\u{1B}[2J"))
        let answer = try await TerminalProcess.run("show", "-r", "--db", database.path, environment: ["NO_COLOR": "1"])
        #expect(answer.screen == "^[[2J<U+009B>31mred\n")
        let json = try await TerminalProcess.run("show", "--json", "--no-pager", "--db", database.path)
        #expect(!json.screen.contains("\u{1B}") && !json.screen.contains("\u{9B}"))
        let raw = try await TerminalProcess.run("show", "-r", "--raw", "--db", database.path)
        #expect(raw.screen == "\u{1B}[2J\u{9B}31mred\n")
    }

    @Test func `reasoning and answer are shown apart or together`() async throws {
        let model = AnyStreamingModel("thinker") { _, output in
            try await output.send(.reasoning("because"))
            try await output.send(.text("so"))
        }
        try await model.generate("Why?", callbacks: [.transcript(at: database.path)])
        #expect(try await show("--reasoning") == "because\n")
        #expect(try await show("-r") == "so\n")
        #expect(try await show("-r", "--reasoning") == "because\n\nso\n")
        let page = try await show()
        #expect(page.contains("── reasoning ──\nbecause\n"))
        #expect(page.contains("── answer ──\nso\n"))
    }

    @Test func `a fenced block is taken out of the answer`() async throws {
        try await database.record("Hi", answer: ["Sure:\n```py\n", "print(1)\n```", "\n"])
        #expect(try await show("-x") == "print(1)\n")
        try await database.record("Hi", answer: ["no code"])
        let none = try await database.run("show", "-x")
        #expect(none.status == 4)
        #expect(none.output == "")
    }

    @Test func `timing has a line for each piece, with its text in quotes`() async throws {
        try await database.record("Hi", answer: ["a", "\n", "\"水\""])
        let rows = try await show("--timing").split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(rows.map { $0[0] } == ["1", "2", "3"])
        #expect(rows.map { $0[3] } == ["1", "1", "5"])
        #expect(rows.map { $0[4] } == ["text", "text", "text"])
        #expect(rows.map { $0[5] } == ["\"a\"", "\"\\n\"", "\"\\\"水\\\"\""])
    }

    @Test func `JSON adds input, output and events to the keys of the list`() async throws {
        let result = try await database.record("Hi", answer: ["a", "b"])
        let json = try await show("--json")
        let run = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(run["id"] as? String == result.runID.description)
        #expect((run["input"] as? [[String: Any]])?.first?["content"] as? String == "Hi")
        #expect((run["output"] as? [String: Any])?["text"] as? String == "ab")
        let events = try #require(run["events"] as? [[String: Any]])
        #expect(events.compactMap { $0["event"] as? String } == ["start", "token", "token", "end"])
        #expect(events.last?["text"] as? String == "ab")
        let listed = try await database.run("list", "--jsonl").output
        #expect(json.hasPrefix(listed.dropLast(2)))
    }

    @Test func `a tree has the runs around and inside`() async throws {
        let manager = CallbackManager([.transcript(at: database.path)])
        try await manager.run("chain", kind: .chain, value: "q") { _ in
            _ = try await manager.run("lookup", kind: .tool, value: 1) { _ in 2 }
            let model = AnyStreamingModel("inner") { _, output in try await output.send(.text("x")) }
            try await model.generate("Hi", manager: manager)
        }
        let inner = try #require(try database.reader().runs().first { $0.name == "inner" })
        let lines = try await show(inner.id.description, "--tree").split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("chain  chain  ended"))
        #expect(lines[1].hasPrefix("├─ lookup  tool  ended"))
        #expect(lines[2].hasPrefix("└─ inner  model  ended"))
        #expect(lines[2].hasSuffix("\(inner.id)  ←"))
    }

    @Test func `a huge answer is shown whole`() async throws {
        let text = String(repeating: "0123456789abcdef\n", count: 1 << 16)
        try await database.record("Hi", answer: [text, text])
        #expect(try await show("-r") == text + text)
        #expect(try await show().hasSuffix(text + text))
    }

    @Test(arguments: [("ffffffff", 4), ("last~9", 4), ("no-id", 4), ("", 4)] as [(String, Int32)])
    func `a run that is not there is named`(id: String, status: Int32) async throws {
        try await database.record("Hi", answer: ["a"])
        let ending = try await database.run("show", id)
        #expect(ending.status == status)
        #expect(ending.output == "")
        #expect(ending.messages.contains("there is no run '\(id)'"))
    }

    @Test func `a beginning that several ids have is refused`() async throws {
        for _ in 0..<2 { try await database.record("Hi", answer: ["a"]) }
        let ending = try await database.run("show", "0")
        #expect(ending.status == 64)
        #expect(ending.messages.contains("several runs have an id that begins with '0'"))
    }

    private func show(_ arguments: String...) async throws -> String {
        let ending = try await database.start(["show"] + arguments).ending()
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        return ending.output
    }
}
