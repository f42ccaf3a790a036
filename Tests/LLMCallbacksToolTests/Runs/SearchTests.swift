// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct SearchTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test(arguments: ["don't", "C++", "foo-bar", "path/to", "100%", "NEAR(a", "AND", "Ärger", "a\"b", "水", "(x OR"])
    func `words are words, whatever they are made of`(word: String) async throws {
        try await database.record("about nothing", answer: ["dont C foo bar path to 100 near OR"])
        let result = try await database.record("say it", answer: ["well, \(word) is what it is"])
        let ending = try await database.run("search", word)
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        let ids = ending.output.split(separator: "\n").map { String($0.prefix(36)) }
        #expect(ids == [result.runID.description])
    }

    @Test func `all words must be there, in input or output`() async throws {
        let result = try await database.record("Why is the sky blue?", answer: ["It scatters", " light"])
        #expect(try await ids("blue", "light") == [result.runID.description])
        #expect(try await ids("LIGHT sky") == [result.runID.description])
        #expect(try await ids("scat*") == [result.runID.description])
        #expect(try await ids("\"sky blue\"") == [result.runID.description])
        #expect(try await ids("\"blue sky\"") == [])
        #expect(try await ids("blue", "green") == [])
        #expect(try await ids("sky", "--model", "other") == [])
        #expect(try await ids("sky", "--since", "1h") == [result.runID.description])
    }

    @Test func `no find is exit status 1, as with grep`() async throws {
        try await database.record("Hi", answer: ["a"])
        let ending = try await database.run("search", "nothing")
        #expect(ending.status == 1)
        #expect(ending.output == "")
        #expect(try await database.run("search", "nothing", "--json").output == "[]\n")
    }

    @Test func `an expression is one only where it is asked for`() async throws {
        let result = try await database.record("sky", answer: ["blue"])
        #expect(try await ids("--fts", "input:sky NOT output:green") == [result.runID.description])
        #expect(try await ids("--fts", "input:blue") == [])
        #expect(try await ids("input:sky NOT output:green") == [])
        let wrong = try await database.run("search", "--fts", "\"open")
        #expect(wrong.status == 64)
        #expect(wrong.messages.filter { $0 == "\n" }.count == 1)
    }

    @Test func `a regular expression reads every text`() async throws {
        let result = try await database.record("Hi", answer: ["version v1.25 is out"])
        #expect(try await ids("--regex", #"v\d+\.\d+"#) == [result.runID.description])
        #expect(try await ids("--regex", #"v\d{3}"#) == [])
        #expect(try await database.run("search", "--regex", "(").status == 64)
    }

    @Test func `a find is shown with what is around it`() async throws {
        let result = try await database.record("Hi", answer: ["so much depends upon a red wheelbarrow \u{1B}[2J"])
        let line = try await database.run("search", "red").output
        #expect(line.contains("depends upon a red wheelbarrow ^[[2J"))
        let json = try await database.run("search", "red", "--jsonl").output
        let hit = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(hit["id"] as? String == result.runID.description)
        #expect((hit["snippet"] as? String)?.contains("upon a red wheelbarrow") == true)
        let shown = try await TerminalProcess.run("search", "red", "--db", database.path)
        #expect(shown.status == 0)
        #expect(shown.screen.contains("upon a \u{1B}[1m\u{1B}[31mred\u{1B}[0m\u{1B}[0m wheelbarrow ^[[2J"))
    }

    @Test func `the whole sessions of finds are shown, each once`() async throws {
        for (prompt, answer) in [("first", "red"), ("second", "blue"), ("third", "red again")] {
            try await database.record(prompt, answer: [answer], options: RunOptions(session: "talk"))
        }
        try await database.record("other", answer: ["green"])
        let ending = try await database.run("search", "red", "--whole")
        #expect(ending.status == 0)
        let prompts = ending.output.split(separator: "── user ──\n").dropFirst().map { $0.prefix { $0 != "\n" } }
        #expect(prompts == ["first", "second", "third"])
        #expect(try await database.run("search", "none", "--whole").status == 1)
        #expect(try await database.run("search", "red", "--whole", "--json").status == 64)
    }

    private func ids(_ arguments: String...) async throws -> [String] {
        let ending = try await database.start(["search"] + arguments).ending()
        #expect(ending.status == (ending.output.isEmpty ? 1 : 0))
        return ending.output.split(separator: "\n").map { String($0.prefix(36)) }
    }
}
