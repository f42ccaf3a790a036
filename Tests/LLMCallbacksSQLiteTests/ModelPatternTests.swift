// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

/// A list by a pattern is the same whether it is read off the indexes of names or off all runs.
struct ModelPatternTests {
    private let database: TracedDatabase
    private let reader: TranscriptReader

    init() throws {
        database = try TracedDatabase()
        _ = try TranscriptEditor(database.queue)
        reader = try TranscriptReader(database.queue)
    }

    @Test(arguments: [
        ["*"], ["a*"], ["*a"], ["a*c"], ["*b*c*"], ["a?*"], ["a[*"], ["a[b]*"], ["**"], ["é*"], ["z*"], ["A*"],
        ["answer*"],
        ["*wer-1"], ["abc", "a?*"], ["a*", "*c"], ["a\0*"], ["a-*"], ["\u{10FFFF}*"], ["]*"], ["^*", "a^*"],
    ])
    func `a pattern finds the same runs by the names as among all`(patterns: [String]) async throws {
        let names = [
            "a", "abc", "ac", "a?b", "a[b]", "axb", "b", "bbc", "écrit", "A", "a-1", "]x", "a^b", "abc", "\u{10FFFF}!",
        ]
        try await record(names)
        try await database.queue.write { db in
            try db.execute(sql: "UPDATE run SET model = 'answer-' || (id % 3) WHERE id % 2")
            try db.execute(sql: "UPDATE run SET model = 'abc' WHERE id = 5")
        }
        var query = RunQuery()
        query.models = patterns
        let all = try reader.runs(query).map(\.id)
        for (limit, offset) in [(0, 0), (1, 0), (3, 2), (100, 0), (.max, 1)] {
            query.limit = limit
            query.offset = offset
            #expect(try reader.runs(query).map(\.id) == Array(all.dropFirst(offset).prefix(limit)))
        }
    }

    @Test func `a pattern goes from name to name and not from run to run`() async throws {
        try await record(["rare", "rare-2", "common"])
        var query = RunQuery()
        query.models = ["rare*"]
        query.limit = 20
        _ = database.takeStatements()
        #expect(try reader.runs(query).map(\.name) == ["rare-2", "rare"])
        let steps = try await plan(of: database.takeStatements().filter { $0.contains("FROM run ") })
        #expect(steps.contains { $0.hasPrefix("SEARCH run USING COVERING INDEX run_by_name (name>?") })
        #expect(steps.contains { $0.hasPrefix("SEARCH run USING COVERING INDEX run_by_model (model>?") })
        #expect(!steps.contains { $0.hasPrefix("SCAN run") })
    }

    @Test(arguments: [70, 1_100]) func `more names than are worth it are found among all runs`(count: Int) async throws
    {
        try await record(["first"])
        try await database.queue.write { db in
            let columns = try db.columns(in: "run").map(\.name).filter { !["id", "uid", "name"].contains($0) }
            let list = columns.joined(separator: ", ")
            for number in 1..<count {
                try db.execute(
                    sql: "INSERT INTO run (uid, name, \(list)) SELECT ?, ?, \(list) FROM run WHERE id = 1",
                    arguments: [RunID().description, "name-\(number)"]
                )
            }
        }
        var query = RunQuery()
        query.models = ["name-*"]
        query.limit = count
        #expect(try reader.runs(query).count == count - 1)
    }

    private func record(_ names: [String]) async throws {
        let handler = try TranscriptHandler(database.queue)
        for name in names {
            let model = AnyStreamingModel(name) { _, output in try await output.send(.text("x")) }
            try await model.generate("Hello", callbacks: [.handler(handler)])
        }
    }

    private func plan(of statements: [String]) async throws -> [String] {
        try await database.queue.read { db in
            try statements.flatMap { sql in
                try String.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", adapter: RangeRowAdapter(3..<4))
            }
        }
    }
}
