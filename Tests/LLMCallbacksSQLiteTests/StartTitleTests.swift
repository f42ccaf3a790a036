// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

struct StartTitleTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `a run has its title while it is under way, and only the runs that were given one`() async throws {
        let transcript = try TranscriptHandler(path: folder.file(), options: options { $0.tags.first })
        let slow = ScriptedModel(steps: ["a", .gate("end"), .finish(.stop)])
        let run = Task {
            try await slow.generate("Hi", callbacks: [.handler(transcript)], options: RunOptions(tags: ["So\0ng"]))
        }
        let reader = try TranscriptReader(path: folder.file())
        while try reader.runs().isEmpty { await transcript.flush() }
        #expect(try reader.run("last").status == .running)
        #expect(try reader.run("last").title == "So\0ng")
        #expect(try reader.session("last").title == nil)
        slow.open("end")
        _ = try await run.value
        #expect(try reader.run("last").title == "So\0ng")
        try await ScriptedModel("b").generate("Hi", callbacks: [.handler(transcript)])
        #expect(try reader.run("last").title == nil)
    }

    @Test(arguments: [false, true])
    func `a title goes into the spool with its run, and comes out of it`(isKnown: Bool) async throws {
        let transcript = try TranscriptHandler(
            path: folder.file(),
            options: options(titlesSessions: true) { $0.tags.first }
        )
        if isKnown { try await record("first", nil, transcript) }
        let holder = try DatabaseQueue(path: folder.file(), configuration: unsafe)
        try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        try await record("second", "Songs", transcript)
        try await holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        while !folder.spools.isEmpty { await transcript.flush() }
        let reader = try TranscriptReader(path: folder.file())
        #expect(try reader.run("last").title == "Songs")
        #expect(try reader.session("talk").title == "Songs")
    }

    @Test func `a title that was changed since stays`() async throws {
        let transcript = try TranscriptHandler(path: folder.file(), options: options { _ in "first" })
        let slow = ScriptedModel(steps: ["a", .gate("end"), .finish(.stop)])
        let run = Task { try await slow.generate("Hi", callbacks: [.handler(transcript)]) }
        let editor = try TranscriptEditor(path: folder.file())
        while try editor.reader.runs().isEmpty { await transcript.flush() }
        try editor.setTitle("second", of: editor.reader.run("last"))
        slow.open("end")
        _ = try await run.value
        #expect(try editor.reader.run("last").title == "second")
    }

    private func record(_ answer: String, _ tag: String?, _ transcript: TranscriptHandler) async throws {
        let options = RunOptions(session: "talk", tags: tag.map { [$0] } ?? [])
        try await ScriptedModel(answer).generate("Hi", callbacks: [.handler(transcript)], options: options)
    }

    private func options(
        titlesSessions: Bool = false,
        title: @escaping @Sendable (RunContext) -> String?
    ) -> TranscriptOptions {
        var options = TranscriptOptions()
        options.title = title
        options.titlesSessions = titlesSessions
        return options
    }

    /// For a connection that leaves a transaction open, as another program might.
    private var unsafe: Configuration {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return configuration
    }
}
