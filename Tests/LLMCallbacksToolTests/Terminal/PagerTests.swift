// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct PagerTests {
    private let database: TemporaryDatabase

    init() async throws {
        database = try TemporaryDatabase()
        try await database.record("Hi", answer: [(1...30).map { "line \($0)\n" }.joined()])
    }

    @Test func `what is longer than the screen goes through the pager`() async throws {
        let shown = try await show(["LLMCALLBACKS_PAGER": "sed 's/^/|/'", "PAGER": "false"])
        #expect(shown.screen.contains("|line 1\n"))
        #expect(shown.screen.contains("|line 30\n"))
        #expect(shown.status == 0)
        #expect(try await show(["PAGER": "sed 's/^/|/'"]).screen.contains("|line 30\n"))
    }

    @Test func `a long line takes as many rows of the screen as it needs`() async throws {
        try await database.record("Hi", answer: [String(repeating: "x", count: 80 * 24)])
        #expect(try await show(["PAGER": "sed 's/^/|/'"]).screen.contains("|xxx"))
    }

    @Test func `what fits does not`() async throws {
        let listed = try await TerminalProcess.run(
            "list",
            "--db",
            database.path,
            environment: ["PAGER": "sed 's/^/|/'"]
        )
        #expect(!listed.screen.contains("|"))
    }

    @Test(arguments: [
        ["LLMCALLBACKS_PAGER": "", "PAGER": "sed 's/^/|/'"], ["PAGER": "cat"],
        ["PAGER": "sed 's/^/|/'", "TERM": "dumb"], ["PATH": "/nowhere"], ["PAGER": "no-such-program-anywhere -R"],
        ["PAGER": "/nowhere/less"],
    ])
    func `the environment can do without one`(environment: [String: String]) async throws {
        let shown = try await show(environment)
        #expect(shown.screen.hasSuffix("line 29\nline 30\n"))
        #expect(!shown.screen.contains("|"))
    }

    @Test func `the option does without one`() async throws {
        let tool = try TerminalProcess(
            ["show", "--no-pager", "--db", database.path],
            environment: ["PAGER": "sed 's/^/|/'"]
        )
        #expect(!(await tool.ending().screen.contains("|")))
    }

    @Test func `a pager that quits early is no fault`() async throws {
        #expect(try await show(["PAGER": "head -n 1"]).status == 0)
    }

    private func show(_ environment: [String: String]) async throws -> (status: Int32?, screen: String) {
        try await TerminalProcess.run("show", "--db", database.path, environment: environment)
    }
}
