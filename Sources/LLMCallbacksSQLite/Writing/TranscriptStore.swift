// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// One open database, as a writer sees it: which rows stand for which run.
final class TranscriptStore {
    let database: any DatabaseWriter
    /// The file; empty for a database of the app's own.
    let path: String
    /// Whether runs that are over are put into their final form here; in a spool they wait for that until they are merged.
    let compacts: Bool
    private let application: String
    private var writerID: Int64?
    private var rows: [ObjectIdentifier: RunRow] = [:]
    private var lastSign = ContinuousClock.now
    private var isFull: Bool?

    /// What the database has of a run under way.
    struct RunRow {
        let run: RunRecord
        let id: Int64
        /// The rows of its segments, in order; `nil` if some came another way.
        var segments: [Int64]?
    }

    /// The runs under way of which there is something here.
    var liveRuns: [RunRow] { Array(rows.values) }

    /// Segments came another way: from a spool.
    func forgetSegments() { for key in rows.keys { rows[key]?.segments = nil } }

    /// - Parameter signsInLate: Whether to sign in as a writer with the first that is written, and not now.
    init(
        _ database: any DatabaseWriter,
        path: String,
        application: String,
        compacts: Bool = true,
        signsInLate: Bool = false
    )
        throws
    {
        self.database = database
        self.path = path
        self.compacts = compacts
        self.application = application
        if !signsInLate { try transaction(false) { _ in } }
    }

    /// Writes everything in one transaction, or nothing.
    ///
    /// - Parameter isDurable: Whether it must be on the disk when this returns.
    func apply(_ operations: [RecordOperation], isDurable: Bool) throws {
        let before = rows
        do {
            try transaction(isDurable) { db in
                for operation in operations { try apply(operation, db) }
            }
        } catch let error as DatabaseError where error.isAboutValues {
            rows = before
            try transaction(isDurable) { db in
                for operation in operations { try applyOrPassOver(operation, db) }
            }
        } catch {
            rows = before
            throw error
        }
    }

    private func transaction(_ isDurable: Bool, _ body: (Database) throws -> Void) throws {
        try database.writeWithoutTransaction { db in
            try setDurability(isDurable, db)
            let known = writerID
            do {
                try db.inTransaction(.immediate) {
                    try signIn(db)
                    try body(db)
                    try signOfLife(db)
                    return .commit
                }
            } catch {
                writerID = known
                throw error
            }
        }
    }

    private func apply(_ operation: RecordOperation, _ db: Database) throws {
        let run = operation.run
        let key = ObjectIdentifier(run.context)
        if rows[key] == nil { rows[key] = try findRun(run, db) ?? insertRun(run, writer: writerID ?? 0, db) }
        guard let row = rows[key] else { return }
        switch operation {
        case .start: break
        case .lane(_, let number, let lane): try insertLane(number, lane, of: row.id, db)
        case .segment(_, let segment):
            let id = try insert(segment, of: row.id, db)
            rows[key]?.segments?.append(id)
        case .event(_, let occurrence): try insert(occurrence, of: row.id, db)
        case .end(_, let event):
            try finish(run, event, row, db)
            rows[key] = nil
        }
    }

    /// What the database cannot take whatever happens, such as a text beyond its limits, must not stop what it can take.
    private func applyOrPassOver(_ operation: RecordOperation, _ db: Database) throws {
        do {
            try db.inSavepoint {
                try apply(operation, db)
                return .commit
            }
        } catch let error as DatabaseError where error.isAboutValues {
            operation.run.lost += 1
        }
    }

    private func finish(_ run: RunRecord, _ event: CallbackEvent, _ row: RunRow, _ db: Database) throws {
        try insertEnd(event, of: row.id, lost: run.lost, db)
        if compacts { try RunCompaction.compact(row.id, segments: row.segments, db) }
    }

    /// FULL syncs at each commit, NORMAL does not: https://www.sqlite.org/pragma.html#pragma_synchronous.
    func setDurability(_ isFull: Bool, _ db: Database) throws {
        guard isFull != self.isFull else { return }
        try db.execute(sql: "PRAGMA synchronous = \(isFull ? "FULL" : "NORMAL")")
        self.isFull = isFull
    }

    // MARK: Writers

    /// Once.
    private func signIn(_ db: Database) throws {
        guard writerID == nil else { return }
        let process = ProcessIdentity.current
        let now = WallTime.now.microsecondsSinceEpoch
        let sql = """
            INSERT INTO writer (uid, application, host, boot, pid, process_start, opened_us, seen_us)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        try db.execute(
            sql: sql,
            arguments: [
                RunID().description, application, process.host, process.boot, process.pid, process.start, now, now,
            ]
        )
        writerID = db.lastInsertedRowID
    }

    private func signOfLife(_ db: Database) throws {
        let now = ContinuousClock.now
        guard now - lastSign > .seconds(30) else { return }
        lastSign = now
        let statement = try db.cachedStatement(sql: "UPDATE writer SET seen_us = ? WHERE id = ?")
        try statement.execute(arguments: [WallTime.now.microsecondsSinceEpoch, writerID])
    }
}

extension DatabaseError {
    /// Whether the values are at fault, and not the file: the same would fail again.
    fileprivate var isAboutValues: Bool {
        [.SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE].contains(resultCode)
    }
}
