// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// Sees to what programs left behind that died: spools, and runs that never ended.
enum TranscriptRecovery {
    /// Merges spools whose program is gone, and notes runs whose program is gone as interrupted. What cannot be done now, the next
    /// one does.
    static func recover(_ database: any DatabaseWriter, path: String) throws {
        for spool in TranscriptSpool.files(beside: path) where (try? isAbandoned(spool)) == true {
            do {
                _ = try database.writeWithoutTransaction { db in
                    try TranscriptMerge.merge(spool, isSpool: true, into: db)
                }
                TranscriptSpool.remove(spool)
            } catch  where TranscriptError(error, "merge", path: spool).code == .damaged {
                // It stays where it is, and `TranscriptInfo.spools` tells of it: nobody else's runs wait for that.
            }
        }
        _ = try database.writeWithoutTransaction { db in try interruptDeadRuns(db) }
    }

    /// Notes every run of a dead program as interrupted, in its final form. Returns their rows.
    @discardableResult
    static func interruptDeadRuns(_ db: Database) throws -> [Int64] {
        var found: [Int64] = []
        for writer in try deadWriters(db) {
            try db.inTransaction(.immediate) {
                // Only now: another program may have been quicker.
                let runs = try Int64.fetchAll(
                    db,
                    sql: "SELECT id FROM run WHERE writer_id = ? AND status = 'running'",
                    arguments: [writer]
                )
                let segments = try segments(of: Set(runs), db)
                for run in runs {
                    try db.execute(sql: "UPDATE run SET status = 'interrupted' WHERE id = ?", arguments: [run])
                    // Where pieces are damaged, they stay as they are, for `TranscriptEditor.check` to tell.
                    do { try RunCompaction.compact(run, segments: segments[run] ?? [], db) } catch is TranscriptError {}
                }
                found += runs
                return .commit
            }
        }
        return found
    }

    /// The segments of several runs, in order. The table has no index: so it is read once, and not once a run.
    private static func segments(of runs: Set<Int64>, _ db: Database) throws -> [Int64: [Int64]] {
        var segments: [Int64: [Int64]] = [:]
        guard !runs.isEmpty else { return segments }
        let rows = try Row.fetchCursor(db, sql: "SELECT run_id, id FROM segment ORDER BY id")
        while let row = try rows.next() {
            let run = try row.value(at: 0) as Int64
            if runs.contains(run) { try segments[run, default: []].append(row.value(at: 1)) }
        }
        return segments
    }

    /// The rows of dead programs that have runs which never ended.
    static func deadWriters(_ db: Database) throws -> [Int64] {
        let sql = "SELECT * FROM writer WHERE id IN (SELECT writer_id FROM run WHERE status = 'running')"
        return try Row.fetchAll(db, sql: sql).filter { try ProcessIdentity(row: $0).isDead }.map { try $0.value("id") }
    }

    private static func isAbandoned(_ spool: String) throws -> Bool {
        let database = try TranscriptFile.openForWriting(spool)
        return try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM writer").allSatisfy { try ProcessIdentity(row: $0).isDead }
        }
    }
}

extension ProcessIdentity {
    /// The process of a row of `writer`.
    init(row: Row) throws {
        try self.init(
            host: row.value("host") as String? ?? "",
            boot: row.value("boot") as String? ?? "",
            pid: row.value("pid") as Int32? ?? 0,
            start: row.value("process_start") as String? ?? ""
        )
    }
}
