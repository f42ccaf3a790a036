// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import Testing

/// Runs whose pieces lie half an hour apart: what comes, comes because of an option or a key, and not because time passed.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ReplayTests {
    private let database: TemporaryDatabase

    init() throws {
        database = try TemporaryDatabase()
        var lines = RecordedLines()
        lines.say("thought", at: 0, lane: "reasoning")
        lines.say("one ", at: 0)
        lines.say("two ", at: 30)
        lines.say("three", at: 1800)
        lines.say("\\u001b[2J!", at: 3600)
        lines.end()
        try lines.add(to: database)
    }

    @Test(arguments: [
        (["--instant"], "one two three\u{1B}[2J!\n"), (["--speed", "1000000"], "one two three\u{1B}[2J!\n"),
        (["--idle-time-limit", "0.001"], "one two three\u{1B}[2J!\n"),
        (["--from", "3600"], "one two three\u{1B}[2J!\n"),
        (["--instant", "--to", "1800"], "one two three\n"), (["--from", "30", "--to", "31"], "one two \n"),
        (["--instant", "--reasoning", "--to", "0"], "thought\none \n"),
    ]) func `options say what is told, and how fast`(options: [String], text: String) async throws {
        let ending = try await database.start(["replay"] + options).ending()
        #expect(ending.status == 0)
        #expect(ending.output == text)
        #expect(ending.messages == "")
    }

    @Test func `as JSON Lines it is a run of its own with the same pieces`() async throws {
        let ending = try await database.run("replay", "--instant", "--format", "jsonl")
        let lines = try JSONLine.lines(ending.output)
        #expect(lines.map(\.event) == ["start", "token", "token", "token", "token", "token", "end"])
        #expect(lines[0]["run"] != RecordedLines.id)
        #expect(lines[0].array("input").map { $0["content"] } == ["Hi"])
        #expect(lines.last?["text"] == "one two three\u{1B}[2J!")
    }

    @Test func `a run that failed fails at the same place, which is no fault of the telling`() async throws {
        var lines = RecordedLines("Hi", id: "0199f2c4-7a10-7c55-8e21-5b3d1f0a9c43", time: "2026-11-24T20:34:56Z")
        lines.say("so far", at: 1)
        lines.fail("on fire")
        try lines.add(to: database)
        let ending = try await database.run("replay", "--instant")
        #expect(ending.status == 0)
        #expect(ending.output == "so far\n")
        #expect(ending.messages == "llmcallbacks: the run failed here: server: on fire\n")
    }

    @Test func `keys pause, step, seek and quit, and the terminal is as it was`() async throws {
        let terminal = try start("replay")
        await terminal.screen.wait(for: "one ")
        await terminal.screen.wait(for: "▶ 0.0 / 3600.0 s")
        #expect(!terminal.isAsItWas)
        terminal.type(".")
        await terminal.screen.wait(for: "two ")
        await terminal.screen.wait(for: "❚❚ 30.0 / 3600.0 s")
        terminal.type(".")
        await terminal.screen.wait(for: "three")
        terminal.type("++")
        await terminal.screen.wait(for: "4×")
        terminal.type("\u{1B}[D")
        _ = await terminal.screen.wait { text, _ in text.components(separatedBy: "two ").count == 3 }
        terminal.type(".")
        _ = await terminal.screen.wait { text, _ in text.components(separatedBy: "three").count == 3 }
        terminal.type("q")
        let ending = await terminal.ending()
        #expect(ending.status == 0)
        #expect(terminal.isAsItWas)
        #expect(ending.screen.contains("\u{1B}[r"))
    }

    @Test func `recorded text cannot drive the terminal`() async throws {
        let terminal = try start("replay", "--instant")
        let ending = await terminal.ending()
        #expect(ending.screen == "one two three^[[2J!\n")
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `a signal leaves the terminal as it was`(signal: Int32, status: Int32) async throws {
        let terminal = try start("replay", "--loop")
        await terminal.screen.wait(for: "0.0 / 3600.0 s")
        terminal.send(signal)
        let ending = await terminal.ending()
        #expect(ending.status == status)
        #expect(terminal.isAsItWas)
    }

    @Test(arguments: [
        ["--speed", "0"], ["--speed", "nan"], ["--idle-time-limit", "-1"], ["--from", "2", "--to", "1"],
        ["--to", "inf"],
    ]) func `what makes no sense is refused`(options: [String]) async throws {
        #expect(try await database.start(["replay"] + options).ending().status == 64)
    }

    @Test func `a run that is not there is not found`() async throws {
        #expect(try await database.run("replay", "ffff").status == 4)
    }

    private func start(_ arguments: String...) throws -> TerminalProcess {
        try TerminalProcess(arguments, environment: ["LLMCALLBACKS_DB": database.path])
    }
}
