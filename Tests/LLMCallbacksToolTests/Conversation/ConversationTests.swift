// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Loopback
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ConversationTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `each question goes with all that was said before, into one session`() async throws {
        let server = try LoopbackServer.events([Wire.text("well"), Wire.stop])
        defer { server.stop() }
        let tool = try TerminalProcess([
            "chat", "--system", "Be brief.", "--base-url", server.url, "--db", database.path,
        ])
        await ask("one", tool, answers: 1)
        await ask("two", tool, answers: 2)
        tool.type("\u{4}")
        let (status, screen) = await tool.ending()
        #expect(status == 0)
        #expect(screen.contains("Ctrl-C stops an answer, Ctrl-D ends"))
        let runs = try database.reader().runs()
        #expect(runs.count == 2)
        #expect(Set(runs.map(\.session)).count == 1)
        let contents = try database.reader().input(of: runs[0]).messages.map(\.content)
        #expect(contents == ["Be brief.", "one", "well", "two"])
    }

    @Test func `a message of several lines stands between marks`() async throws {
        let server = try LoopbackServer.events([Wire.text("well"), Wire.stop])
        defer { server.stop() }
        let tool = try TerminalProcess(["chat", "--base-url", server.url, "--db", database.path])
        await tool.screen.wait(for: "> ")
        tool.type("\n\"\"\"\none\n\n  two\n\"\"\"\n")
        await tool.screen.wait(for: "well")
        tool.type("\u{4}")
        #expect(await tool.ending().status == 0)
        let run = try database.reader().run("last")
        #expect(try database.reader().input(of: run).messages.map(\.content) == ["one\n\n  two"])
    }

    @Test func `an interrupt cancels the answer and not the conversation`() async throws {
        let server = try LoopbackServer { connection in
            let body = String(decoding: connection.readRequest()?.body ?? [], as: UTF8.self)
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Wire.text(body.contains("second") ? "at once" : "so far"))
            if body.contains("second") {
                try connection.sendEvent(data: Wire.stop)
                try connection.sendEvent(data: "[DONE]")
            }
            connection.waitForClose()
        }
        defer { server.stop() }
        let tool = try TerminalProcess(["chat", "--base-url", server.url, "--db", database.path])
        await tool.screen.wait(for: "> ")
        tool.type("first\n")
        await tool.screen.wait(for: "so far")
        tool.send(SIGINT)
        _ = await tool.screen.wait { text, _ in text.hasSuffix("> ") }
        tool.type("second\n")
        await tool.screen.wait(for: "at once")
        tool.type("\u{4}")
        #expect(await tool.ending().status == 0)
        let reader = try database.reader()
        #expect(try reader.runs().map(\.status) == [.ended, .cancelled])
        #expect(try reader.input(of: reader.run("last")).messages.map(\.content) == ["first", "so far", "second"])
    }

    @Test func `a signal to end ends the conversation, and the answer is recorded as cancelled`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Wire.text("so far"))
            connection.waitForClose()
        }
        defer { server.stop() }
        let tool = try TerminalProcess(["chat", "--base-url", server.url, "--db", database.path])
        await tool.screen.wait(for: "> ")
        tool.type("first\n")
        await tool.screen.wait(for: "so far")
        tool.send(SIGTERM)
        #expect(await tool.ending().status == 143)
        #expect(try database.reader().run("last").status == .cancelled)
    }

    @Test(arguments: [["-c"], ["-c", "last"], ["--continue"]])
    func `the last session goes on`(option: [String]) async throws {
        try await database.record("one", answer: ["two"], model: "gpt-test", options: RunOptions(session: "talk"))
        _ = try await database.run("tee", input: .text("no conversation"))
        let server = try LoopbackServer.events([Wire.text("four"), Wire.stop])
        defer { server.stop() }
        let ending = try await database.start(["chat", "three", "--base-url", server.url] + option).ending()
        #expect(ending.status == 0)
        #expect(ending.output == "four\n")
        let run = try database.reader().run("last")
        #expect(run.session == "talk")
        #expect(run.name == "gpt-test")
        #expect(try database.reader().input(of: run).messages.map(\.content) == ["one", "two", "three"])
    }

    @Test func `what follows -c is an id, or else the prompt`() async throws {
        let first = try await database.record("one", answer: ["two"])
        try await database.record("else", answer: ["thing"])
        let server = try LoopbackServer.events([Wire.text("four"), Wire.stop])
        defer { server.stop() }
        let url = ["--base-url", server.url]
        #expect(try await database.start(["chat", "-c", "And then?"] + url).ending().status == 0)
        #expect(try await lastInput() == ["else", "thing", "And then?"])
        #expect(try await database.start(["chat", "-c", first.runID.description, "three"] + url).ending().status == 0)
        #expect(try await lastInput() == ["one", "two", "three"])
        let unknown = try await database.start(["chat", "-c", "0123abcd", "three"] + url).ending()
        #expect(unknown.status == 4)
        #expect(unknown.messages == "llmcallbacks: \(database.path): there is no run '0123abcd'\n")
    }

    @Test func `without anything recorded there is nothing to go on with`() async throws {
        let ending = try await database.run("chat", "-c", "--", "Hi")
        #expect(ending.status == 4)
        #expect(ending.output == "")
    }

    private func lastInput() async throws -> [String] {
        let reader = try database.reader()
        return try reader.input(of: reader.run("last")).messages.map(\.content)
    }

    private func ask(_ question: String, _ tool: TerminalProcess, answers count: Int) async {
        _ = await tool.screen.wait { text, _ in text.hasSuffix("> ") }
        tool.type("\(question)\n")
        _ = await tool.screen.wait { text, _ in text.components(separatedBy: "well").count > count }
    }
}
