// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

extension TranscriptStore {
    /// Moves the log into the file and empties it, unless readers hold that up for longer than a moment.
    func checkpoint() throws {
        try setBusyTimeout(.milliseconds(100))
        defer { try? setBusyTimeout(.seconds(TranscriptFile.busyTimeout)) }
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// Makes the file smaller by pages that nothing is in, but by no more than are moved within some milliseconds. Runs that end leave
    /// such pages, and merges in the search index leave many; what runs later needs some again.
    ///
    /// A file that an earlier version made keeps them until it is vacuumed.
    func releaseFreePages() throws {
        try database.writeWithoutTransaction { db in
            try setDurability(false, db)
            let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? TranscriptFile.pageSize
            try db.execute(sql: "PRAGMA incremental_vacuum(\(Self.mostReleasedBytes / max(1, pageSize)))")
        }
    }

    private static let mostReleasedBytes = 1 << 20

    /// How long to wait for another program that is writing.
    func setBusyTimeout(_ timeout: Duration) throws {
        let milliseconds = timeout.wholeMicroseconds / 1000
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)") }
    }

    /// Whether the file must be opened anew before it can be written to.
    func isBeyondUse(_ error: any Error) -> Bool {
        guard !path.isEmpty, let error = error as? DatabaseError else { return false }
        return ![.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL].contains(error.resultCode)
    }

    /// Takes in what a spool has, in one transaction.
    func merge(_ spool: TranscriptStore) throws {
        _ = try database.writeWithoutTransaction { db in
            try TranscriptMerge.merge(spool.path, isSpool: true, into: db)
        }
        forgetSegments()
    }

    /// What is stored here of runs under way, to be written elsewhere once more.
    ///
    /// - Parameter operations: What is to be written after it: starts that are among it are not given twice.
    func salvage(besides operations: [RecordOperation]) -> [RecordOperation] {
        let begun = Set(
            operations.compactMap { operation in
                if case .start(let run) = operation { ObjectIdentifier(run.context) } else { nil }
            }
        )
        return liveRuns.filter { !begun.contains(ObjectIdentifier($0.run.context)) }.flatMap { live in
            (try? database.read { db in try Self.operations(of: live.run, live, db) }) ?? [.start(live.run)]
        }
    }

    private static func operations(of run: RunRecord, _ row: RunRow, _ db: Database) throws -> [RecordOperation] {
        var operations: [RecordOperation] = [.start(run)]
        let sql = "SELECT text, timing FROM segment WHERE run_id = ? ORDER BY id"
        for found in try Row.fetchAll(db, sql: sql, arguments: [row.id]) {
            let segment = try Segment(
                text: Array(found.value("text") as Data),
                timing: Array(found.value("timing") as Data)
            )
            operations.append(.segment(run, segment))
        }
        let events = try Row.fetchAll(
            db,
            sql: "SELECT seq, t_us, kind, data FROM event WHERE run_id = ?",
            arguments: [row.id]
        )
        for event in events {
            let occurrence = try RecordedOccurrence(
                sequence: event.value("seq"),
                microseconds: event.value("t_us"),
                name: event.value("kind"),
                data: event.value("data")
            )
            operations.append(.event(run, occurrence))
        }
        return operations
    }
}
