// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks

/// The rows that go with a run.
enum Deletion {
    /// Deletes a run, unless it is under way. Returns whether it is gone.
    static func delete(_ run: RecordedRun, _ db: Database) throws -> Bool {
        let find =
            "SELECT EXISTS (SELECT 1 FROM timing WHERE run_id = run.id) FROM run WHERE id = ? AND status <> 'running'"
        guard let isIndexed = try Bool.fetchOne(db.cachedStatement(sql: find), arguments: [run.rowID]) else {
            return false
        }
        if isIndexed { try RunCompaction.removeFromIndex(run.rowID, db) }
        try db.cachedStatement(sql: "DELETE FROM segment WHERE run_id = ?").execute(arguments: [run.rowID])
        try db.cachedStatement(sql: "DELETE FROM run WHERE id = ?").execute(arguments: [run.rowID])
        return true
    }

    /// Deletes what only deleted runs had: messages and sessions; and has the index forget words that are gone.
    static func sweep(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM message WHERE NOT EXISTS (SELECT 1 FROM run_input WHERE run_input.message_id = message.id);
                DELETE FROM session WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.session_id = session.id);
                INSERT INTO search (search) VALUES ('optimize');
                """
        )
    }

    static func keep(_ receipt: DeletionReceipt, _ db: Database) throws {
        let uids = JSONValue.array(receipt.runs.map { .string($0.description) })
        try db.execute(
            sql:
                "INSERT INTO deletion (at_us, rule, runs, chunks, bytes, uids) VALUES (?, CAST(? AS TEXT), ?, ?, ?, ?)",
            arguments: [
                receipt.at.microsecondsSinceEpoch, DatabaseText(receipt.rule), receipt.runs.count, receipt.chunkCount,
                receipt.bytes, uids.json,
            ]
        )
    }
}
