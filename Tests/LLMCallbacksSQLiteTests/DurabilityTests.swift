// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What is on the disk when: read off the statements that SQLite gets.
struct DurabilityTests {
    private let database: TracedDatabase

    init() throws { database = try TracedDatabase() }

    @Test func `a run's start and end are synced, and what comes between is not`() async throws {
        #expect(try await transactions() == ["start FULL", "pieces NORMAL", "pieces NORMAL", "end FULL"])
    }

    @Test func `every flush is synced if that is asked for`() async throws {
        var options = TranscriptOptions()
        options.durability = .everyFlush
        #expect(try await transactions(options) == ["start FULL", "pieces FULL", "pieces FULL", "end FULL"])
    }

    @Test func `the first piece is flushed at once, also after a request was made again`() async throws {
        for retries in 0...1 {
            let database = try TracedDatabase()
            var options = TranscriptOptions()
            options.interval = .seconds(3600)
            let transcript = try TranscriptHandler(database.queue, options: options)
            let retry = ScriptedModel.Step.send(.retrying(Retry(attempt: 1, delay: .zero, reason: "busy")))
            let model = ScriptedModel(
                steps: Array(repeating: retry, count: retries) + ["a", .gate("look"), .finish(.stop)]
            )
            async let reply = model.generate("Hello", callbacks: [.handler(transcript)])
            let reader = try TranscriptReader(database.queue)
            // Nobody else asks for a flush.
            while try reader.runs().first.map({ try reader.chunks(of: $0).count }) != 1 { await Task.yield() }
            model.open("look")
            _ = try await reply
        }
    }

    @Test func `so many bytes are flushed at once`() async throws {
        var options = TranscriptOptions()
        options.interval = .seconds(3600)
        let transcript = try TranscriptHandler(database.queue, options: options)
        let model = ScriptedModel(steps: [
            "a", .text(String(repeating: "x", count: 20_000)), .gate("look"), .finish(.stop),
        ])
        async let reply = model.generate("Hello", callbacks: [.handler(transcript)])
        let reader = try TranscriptReader(database.queue)
        while try reader.runs().first.map({ try reader.chunks(of: $0).count }) != 2 { await Task.yield() }
        model.open("look")
        _ = try await reply
    }

    /// The transactions of a run with two flushes, in words.
    private func transactions(_ options: TranscriptOptions = TranscriptOptions()) async throws -> [String] {
        let transcript = try TranscriptHandler(database.queue, options: options)
        _ = database.takeStatements()
        // Each flush by itself: nothing else is under way.
        let model = AnyStreamingModel("model") { _, output in
            await transcript.flush()
            for piece in ["a", "b"] {
                try await output.send(.text(piece))
                await transcript.flush()
            }
            try await output.send(.finish(.stop))
        }
        try await model.generate("Hello", callbacks: [.handler(transcript)])
        var found: [String] = []
        var (synchronous, kind) = ("", "")
        for statement in database.takeStatements() {
            if statement.hasPrefix("PRAGMA synchronous = ") { synchronous = String(statement.dropFirst(21)) }
            if statement.hasPrefix("BEGIN") { #expect(statement.hasPrefix("BEGIN IMMEDIATE")) }
            if statement.hasPrefix("INSERT INTO run ") { kind = "start" }
            if statement.hasPrefix("INSERT INTO segment"), kind.isEmpty { kind = "pieces" }
            if statement.hasPrefix("UPDATE run SET status") { kind = "end" }
            if statement.hasPrefix("COMMIT") {
                if !kind.isEmpty { found.append("\(kind) \(synchronous)") }
                kind = ""
            }
        }
        return found
    }
}
