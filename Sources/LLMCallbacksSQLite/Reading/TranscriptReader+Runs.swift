// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// The runs that are wanted.
    ///
    /// - Throws: ``TranscriptError`` if the file cannot be read.
    public func runs(_ query: RunQuery = RunQuery()) throws -> [RecordedRun] {
        try read("list runs") { db in try Self.runs(query, db) }
    }

    /// The runs that are wanted, one after the other: for long lists. No transaction lasts longer than it takes to read some
    /// hundred runs, however long the caller takes; runs that are deleted meanwhile are left out.
    ///
    /// - Parameter body: Called with each run until it returns `false`.
    /// - Throws: ``TranscriptError`` if the file cannot be read; what `body` throws.
    public func forEachRun(_ query: RunQuery = RunQuery(), _ body: (RecordedRun) throws -> Bool) throws {
        var rows = try read("list runs") { db in try Self.rowIDs(query, db) }[...]
        while !rows.isEmpty {
            let batch = rows.prefix(Self.batchSize)
            rows = rows.dropFirst(batch.count)
            let runs = try read("list runs") { db in
                try Self.runs(
                    "run.id IN (\(batch.map(String.init).joined(separator: ", ")))",
                    [],
                    ordering: "run.id",
                    db
                )
            }
            let byRow = Dictionary(uniqueKeysWithValues: runs.map { ($0.rowID, $0) })
            for run in batch.compactMap({ byRow[$0] }) where try !body(run) { return }
        }
    }

    private static let batchSize = 256

    private static func rowIDs(_ query: RunQuery, _ db: Database) throws -> [Int64] {
        let condition = try query.newestOfModels(db) ?? query.condition(db)
        let sql = "SELECT run.id FROM run WHERE \(condition.sql) ORDER BY \(query.ordering)"
        return try Int64.fetchAll(db, sql: sql, arguments: StatementArguments(condition.values))
    }

    /// How many runs are wanted, whatever the query's limit.
    public func runCount(_ query: RunQuery = RunQuery()) throws -> Int {
        try read("count runs") { db in
            let condition = try query.condition(db)
            let sql = "SELECT count(*) FROM run WHERE \(condition.sql)"
            return try Int.fetchOne(db, sql: sql, arguments: StatementArguments(condition.values)) ?? 0
        }
    }

    /// One run, by its id.
    ///
    /// - Returns: `nil` if it is not there.
    public func run(id: RunID) throws -> RecordedRun? {
        try read("find a run") { db in
            try Self.runs("run.uid = ?", [id.description], ordering: "run.id", db).first
        }
    }

    /// One run, as people name it.
    ///
    /// - Parameter reference: The beginning of an id that no other run's has, or a whole id, with or without hyphens; `last`, the
    ///   run that started last; or `last~2`, two before that.
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/notFound`` or ``TranscriptError/Code/ambiguous``.
    public func run(_ reference: String) throws -> RecordedRun {
        try read("find a run") { db in
            switch RunReference(reference) {
            case .last(let offset):
                var query = RunQuery()
                query.limit = 1
                query.offset = offset
                if let run = try Self.runs(query, db).first { return run }
                let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM run") ?? 0
                throw TranscriptError(.notFound, "there is no run '\(reference)': \(count) are recorded", path: path)
            case .prefix(let prefix):
                let runs = try Self.runs(
                    "run.uid >= ? AND run.uid < ?",
                    [prefix, "\(prefix)~"],
                    ordering: "run.started_us DESC LIMIT 4",
                    db
                )
                guard let run = runs.first else { break }
                guard runs.count == 1 else {
                    let ids = runs.prefix(3).map(\.id.description).joined(separator: ", ")
                    let message = "several runs have an id that begins with '\(reference)': \(ids)"
                    throw TranscriptError(.ambiguous, runs.count > 3 ? "\(message), …" : message, path: path)
                }
                return run
            case nil: break
            }
            throw TranscriptError(.notFound, "there is no run '\(reference)'", path: path)
        }
    }

    /// The runs right inside a run, in the order in which they started.
    public func children(of run: RunID) throws -> [RecordedRun] {
        var query = RunQuery()
        query.parent = run
        query.order = .oldestFirst
        return try runs(query)
    }

    static func runs(_ query: RunQuery, _ db: Database) throws -> [RecordedRun] {
        let condition = try query.newestOfModels(db) ?? query.condition(db)
        return try runs(condition.sql, condition.values, ordering: query.ordering, db)
    }

    static func runs(
        _ condition: String,
        _ values: [any DatabaseValueConvertible],
        ordering: String,
        _ db: Database
    ) throws -> [RecordedRun] {
        let sql = "SELECT \(RecordedRun.columns) FROM run WHERE \(condition) ORDER BY \(ordering)"
        let statement = try db.makeStatement(sql: sql)
        let rows = try Row.fetchAll(statement, arguments: StatementArguments(values))
        let live = try rows.filter { try ($0.value("live_writer") as Int64?) != nil }.map {
            try $0.value("id") as Int64
        }
        let counts = try RecordedPieces.counts(of: Set(live), db)
        return try rows.map { row in
            try RecordedRun(
                row: row,
                tags: tags(of: row.value("id"), db),
                isDead: isDead(row.value("live_writer"), db),
                liveCount: counts[row.value("id")]
            )
        }
    }

    /// Whether the program of a run under way is gone, and nobody has noted that yet.
    private static func isDead(_ writer: Int64?, _ db: Database) throws -> Bool {
        guard let writer else { return false }
        let statement = try db.cachedStatement(sql: "SELECT * FROM writer WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [writer]).map { try ProcessIdentity(row: $0).isDead } ?? false
    }

    private static func tags(of run: Int64, _ db: Database) throws -> [String] {
        let sql = "SELECT CAST(name AS BLOB) FROM tag WHERE run_id = ? ORDER BY pos"
        return try DatabaseText.fetchAll(db.cachedStatement(sql: sql), arguments: [run]).map(\.text)
    }
}
