// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// Sees to what programs left behind that died: spools, and runs that never ended. In steps, so that a writer can put flushes
/// between them.
struct TranscriptRecovery {
    /// The most runs that are put in order in one step: some milliseconds.
    private static let runsPerStep = 16

    private let path: String
    private var spools: [String]?
    private var deadWriters: [Int64]?
    /// Whether there is nothing left to do.
    private(set) var isDone = false

    /// - Parameter path: The file.
    init(path: String) { self.path = path }

    /// Does all of it at once.
    static func recover(_ database: any DatabaseWriter, path: String) throws {
        var recovery = TranscriptRecovery(path: path)
        while !recovery.isDone { try recovery.step(database) }
    }

    /// Merges a spool whose program is gone, or notes some runs whose program is gone as interrupted. What cannot be done now, the
    /// next writer does.
    mutating func step(_ database: any DatabaseWriter) throws {
        if let spool = nextSpool() {
            try Self.merge(spool, into: database)
            spools?.removeLast()
        } else {
            try database.writeWithoutTransaction { db in try interruptSomeRuns(db) }
        }
    }

    private mutating func nextSpool() -> String? {
        if spools == nil {
            // The oldest is the last.
            spools = TranscriptSpool.files(beside: path).reversed().filter { (try? Self.isAbandoned($0)) == true }
        }
        return spools?.last
    }

    private static func merge(_ spool: String, into database: any DatabaseWriter) throws {
        do {
            _ = try database.writeWithoutTransaction { db in
                try TranscriptMerge.merge(spool, isSpool: true, into: db)
            }
            TranscriptSpool.remove(spool)
        } catch  where TranscriptError(error, "merge", path: spool).code == .damaged {
            // It stays where it is, and `TranscriptInfo.spools` tells of it: nobody else's runs wait for that.
        }
    }

    private mutating func interruptSomeRuns(_ db: Database) throws {
        let writers = try deadWriters ?? Self.deadWriters(db)
        deadWriters = writers
        guard let writer = writers.last else { return isDone = true }
        if try Self.interruptRuns(of: writer, db) < Self.runsPerStep { deadWriters?.removeLast() }
    }

    /// Notes some runs of a dead program as interrupted, in their final form. Returns how many.
    private static func interruptRuns(of writer: Int64, _ db: Database) throws -> Int {
        var count = 0
        try db.inTransaction(.immediate) {
            // Only now: another program may have been quicker.
            let runs = try Int64.fetchAll(
                db,
                sql: "SELECT id FROM run WHERE writer_id = ? AND status = 'running' LIMIT ?",
                arguments: [writer, runsPerStep]
            )
            let segments = try segments(of: Set(runs), db)
            for run in runs {
                try db.execute(sql: "UPDATE run SET status = 'interrupted' WHERE id = ?", arguments: [run])
                // Where pieces are damaged, they stay as they are, for `TranscriptEditor.check` to tell.
                do { try RunCompaction.compact(run, segments: segments[run] ?? [], db) } catch is TranscriptError {}
            }
            count = runs.count
            return .commit
        }
        return count
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
