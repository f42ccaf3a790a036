// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// A file that somebody else wrote, or that is damaged in a way that SQLite does not see: any column may hold anything.
@Suite(.timeLimit(.minutes(5)))
struct ForeignValuesTests {
    private let database: DatabaseQueue

    init() async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.allowsUnsafeTransactions = true
        database = try DatabaseQueue(configuration: configuration)
        let transcript = try TranscriptHandler(database)
        let options = RunOptions(session: "talk", tags: ["draft"], metadata: ["a": 1])
        let model = ScriptedModel(steps: [
            .send(.retrying(Retry(attempt: 1, delay: .seconds(1), reason: "busy"))), "to ", "be",
            .send(.toolCall(slot: 1, id: "call_1", name: "look")),
            .send(.usage(TokenUsage(inputTokens: 2, outputTokens: 3))),
            .finish(.stop),
        ])
        for _ in 0..<2 { try await model.generate("Hello", callbacks: [.handler(transcript)], options: options) }
        // What a run under way has.
        try await database.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    INSERT INTO segment (run_id, text, timing) SELECT run_id, 'x', data FROM timing;
                    UPDATE run SET status = 'running' WHERE id = 2;
                    INSERT INTO deletion (at_us, rule, runs, chunks, bytes, uids) VALUES (1, 'all', 1, 1, 1, '[]');
                    """
            )
        }
    }

    @Test(
        arguments: [
            .null, "x".databaseValue, Data([0xFF, 0]).databaseValue, Int64.max.databaseValue, Int64.min.databaseValue,
            1e300.databaseValue, (-1).databaseValue,
        ] as [DatabaseValue]
    )
    func `a value that does not belong there is a fault, and traps nowhere`(_ value: DatabaseValue) async throws {
        let columns = try await columns()
        #expect(columns.count > 60)
        for (table, column) in columns {
            let isThere = try await database.writeWithoutTransaction { db in
                try db.execute(sql: "SAVEPOINT whole")
                return (try? db.execute(sql: "UPDATE \(table) SET \(column) = ?", arguments: [value])) != nil
            }
            if isThere { try readEverything() }
            try await database.writeWithoutTransaction { db in
                try db.execute(sql: "ROLLBACK TO whole; RELEASE whole")
            }
        }
    }

    private func columns() async throws -> [(String, String)] {
        try await database.read { db in
            let sql = """
                SELECT tables.name, columns.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND tables.name NOT LIKE 'search%'
                """
            return try Row.fetchAll(db, sql: sql).map { ($0[0], $0[1]) }
        }
    }

    /// Calls all that reads, each by itself.
    private func readEverything() throws {
        let reader = try TranscriptReader(database)
        var query = RunQuery()
        query.statuses = [.ended, .running, .interrupted]
        let editor = try TranscriptEditor(database)
        let calls: [() throws -> Void] = [
            { for run in try reader.runs() { try Self.read(run, reader) } },
            { _ = try reader.runs(query) },
            { _ = try reader.run("last") },
            { _ = try reader.conversation(of: reader.session("last")) },
            { _ = try reader.sessions() },
            { _ = try reader.statistics(by: [.model, .status, .day, .session, .tag, .kind]) },
            { _ = try reader.search(SearchQuery("be")) },
            { _ = try reader.search(SearchQuery("水")) },
            { _ = try reader.info() },
            { _ = try editor.receipts() },
            { _ = try editor.plan(PruneRule()) },
        ]
        for call in calls {
            do { try call() } catch let error as TranscriptError { #expect(!error.message.isEmpty) }
        }
    }

    private static func read(_ run: RecordedRun, _ reader: TranscriptReader) throws {
        let calls: [() throws -> Void] = [
            { _ = try reader.input(of: run) },
            { _ = try reader.output(of: run) },
            { _ = try reader.events(of: run).map { JSONLinesEncoder().encode($0) } },
            { _ = try reader.children(of: run.id) },
            { _ = try RecordedModel(run, in: reader, pace: .instant) },
        ]
        for call in calls {
            do { try call() } catch let error as TranscriptError { #expect(!error.message.isEmpty) }
        }
    }
}
