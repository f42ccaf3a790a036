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
            _ = try database.writeWithoutTransaction { db in try TranscriptMerge.merge(spool, isSpool: true, into: db) }
            TranscriptSpool.remove(spool)
        }
        _ = try database.writeWithoutTransaction { db in try interruptDeadRuns(db) }
    }

    /// Notes every run of a dead program as interrupted, in its final form. Returns their rows.
    @discardableResult
    static func interruptDeadRuns(_ db: Database) throws -> [Int64] {
        let sql = """
            SELECT DISTINCT writer.* FROM writer JOIN run ON run.writer_id = writer.id WHERE run.status = 'running'
            """
        let dead = try Row.fetchAll(db, sql: sql).filter { ProcessIdentity(row: $0).isDead }.map { $0["id"] as Int64 }
        var found: [Int64] = []
        for writer in dead {
            let runs = "SELECT id FROM run WHERE writer_id = ? AND status = 'running'"
            for run in try Int64.fetchAll(db, sql: runs, arguments: [writer]) {
                try db.inTransaction(.immediate) {
                    let update = "UPDATE run SET status = 'interrupted' WHERE id = ? AND status = 'running'"
                    try db.execute(sql: update, arguments: [run])
                    // Another program may have been quicker.
                    if db.changesCount > 0 {
                        try RunCompaction.compact(run, db)
                        found.append(run)
                    }
                    return .commit
                }
            }
        }
        return found
    }

    private static func isAbandoned(_ spool: String) throws -> Bool {
        let database = try TranscriptFile.openForWriting(spool)
        return try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM writer").allSatisfy { ProcessIdentity(row: $0).isDead }
        }
    }
}

extension ProcessIdentity {
    /// The process of a row of `writer`.
    init(row: Row) {
        self.init(
            host: row["host"] as String? ?? "",
            boot: row["boot"] as String? ?? "",
            pid: row["pid"] as Int32? ?? 0,
            start: row["process_start"] as String? ?? ""
        )
    }
}
