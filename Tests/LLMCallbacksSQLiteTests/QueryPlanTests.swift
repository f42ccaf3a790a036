// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// No question that a person waits for reads all runs.
struct QueryPlanTests {
    private let database: TracedDatabase
    private let reader: TranscriptReader

    init() throws {
        database = try TracedDatabase()
        _ = try TranscriptEditor(database.queue)
        reader = try TranscriptReader(database.queue)
    }

    @Test func `lists are read off an index`() throws {
        var query = RunQuery()
        query.limit = 20
        #expect(try steps { _ = try reader.runs(query) } == ["SCAN run USING INDEX run_by_start"])
        query.since = .now
        #expect(try steps { _ = try reader.runs(query) } == ["SEARCH run USING INDEX run_by_start (started_us>?)"])
        query = RunQuery()
        query.statuses = [.failed]
        #expect(try steps { _ = try reader.runs(query) } == ["SEARCH run USING INDEX run_by_status (status=?)"])
        query.statuses = []
        query.models = ["model"]
        query.limit = 20
        let byModel = try steps { _ = try reader.runs(query) }
        #expect(byModel.contains { $0.hasPrefix("SEARCH run USING COVERING INDEX run_by_name (name=?") })
        #expect(byModel.contains { $0.hasPrefix("SEARCH run USING COVERING INDEX run_by_model (model=?") })
        #expect(!byModel.contains { $0.hasPrefix("SCAN run") })
        query = RunQuery()
        query.session = "talk"
        #expect(
            try steps { _ = try reader.runs(query) }.contains("SEARCH run USING INDEX run_by_session (session_id=?)")
        )
        query = RunQuery()
        query.parent = RunID()
        #expect(
            try steps { _ = try reader.runs(query) }.contains("SEARCH run USING INDEX run_by_parent (parent_uid=?)")
        )
    }

    @Test func `one run is found by its id, by the beginning of it, and by its place`() throws {
        #expect(
            try steps { _ = try reader.run(id: RunID()) } == ["SEARCH run USING INDEX sqlite_autoindex_run_1 (uid=?)"]
        )
        #expect(
            try steps { _ = try? reader.run("01890000") } == [
                "SEARCH run USING INDEX sqlite_autoindex_run_1 (uid>? AND uid<?)"
            ]
        )
        #expect(try steps { _ = try? reader.run("last~3") }.first == "SCAN run USING INDEX run_by_start")
    }

    @Test func `the last sessions are found by the newest runs`() async throws {
        try await ScriptedModel("a").generate("Hello", callbacks: [.handler(TranscriptHandler(database.queue))])
        let found = try steps { _ = try reader.sessions(limit: 20) }
        #expect(found.contains { $0.hasPrefix("SEARCH run USING INDEX run_by_start") })
        #expect(found.contains { $0.hasPrefix("SEARCH run USING INDEX run_by_session (session_id=?)") })
        #expect(!found.contains { $0.hasPrefix("SCAN") })
    }

    @Test func `a search goes from the index of words to the runs`() throws {
        let found = try steps { _ = try reader.search(SearchQuery("to be")) }
        #expect(found.contains { $0.hasPrefix("SCAN search VIRTUAL TABLE INDEX") })
        #expect(found.contains("SEARCH run USING INTEGER PRIMARY KEY (rowid=?)"))
        #expect(!found.contains { $0 == "SCAN run" })
    }

    /// How SQLite goes about the queries over runs that something makes; without subqueries of columns.
    private func steps(_ body: () throws -> Void) throws -> [String] {
        _ = database.takeStatements()
        try body()
        let made = database.takeStatements().filter { sql in
            ["FROM run ", "FROM session ", "FROM search "].contains { sql.contains($0) }
        }
        #expect(!made.isEmpty)
        return try database.queue.read { db in
            try made.flatMap { sql in
                try String.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", adapter: RangeRowAdapter(3..<4)).filter {
                    step in
                    ["SCAN run", "SEARCH run ", "SCAN session", "SCAN search", "SCAN message"].contains {
                        step.hasPrefix($0)
                    }
                }
            }
        }
    }
}
