// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

extension TranscriptStore {
    /// Finds a run that was begun here before, by this writer.
    func findRun(_ run: RunRecord, _ db: Database) throws -> RunRow? {
        let sql = "SELECT id, status FROM run WHERE uid = ?"
        let found = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [run.uid.description])
        guard let found else { return nil }
        if try ["running", "interrupted"].contains(found.value("status") as String? ?? "") {
            return try RunRow(run: run, id: found.value("id"), segments: nil)
        }
        // The program gave a new run the id of one that is over.
        run.uid = RunID()
        return nil
    }

    /// Inserts a run, its session, tags and input.
    func insertRun(_ run: RunRecord, writer: Int64, _ db: Database) throws -> RunRow {
        let context = run.context
        let session = try sessionRow(of: run, db)
        let sql = """
            INSERT INTO run (uid, session_id, writer_id, parent_uid, root_uid, kind, status, name, title, input, parameters,
                metadata, started_us)
            VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), 'running', CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)
            """
        var value: String?
        if case .value(let input) = run.input { value = input.json }
        try db.cachedStatement(sql: sql).execute(
            arguments: [
                run.uid.description, session, writer, context.parentID?.description,
                context.rootID == context.id ? nil : context.rootID.description, DatabaseText(context.kind.rawValue),
                DatabaseText(context.name), run.title.map { DatabaseText($0.text) }, value,
                run.input?.parameters.recordedJSON?.json,
                context.metadata.isEmpty ? nil : JSONValue.object(context.metadata).json,
                context.startedAt.microsecondsSinceEpoch,
            ]
        )
        let id = db.lastInsertedRowID
        for (place, tag) in context.tags.enumerated() {
            let sql = "INSERT OR IGNORE INTO tag (run_id, name, pos) VALUES (?, CAST(? AS TEXT), ?)"
            try db.cachedStatement(sql: sql).execute(arguments: [id, DatabaseText(tag), place])
        }
        for (place, message) in (run.input?.messages ?? []).enumerated() {
            let sql = "INSERT INTO run_input (run_id, pos, message_id) VALUES (?, ?, ?)"
            let row = try MessageRow.find(orInsert: message, db)
            try db.cachedStatement(sql: sql).execute(arguments: [id, place, row])
        }
        for (number, lane) in run.lanes.enumerated() { try insertLane(number, lane, of: id, db) }
        return RunRow(run: run, id: id, segments: [])
    }

    /// Inserts a lane with no text yet.
    func insertLane(_ number: Int, _ key: RunRecord.LaneKey, of run: Int64, _ db: Database) throws {
        let lane = TokenDelta.Lane(code: key.code)
        let sql = "INSERT OR IGNORE INTO output (run_id, lane, choice, kind, slot) VALUES (?, ?, ?, ?, ?)"
        try db.cachedStatement(sql: sql).execute(
            arguments: [run, number, key.choice, lane.recordedKind, lane.recordedSlot]
        )
    }

    /// Inserts pieces. Returns their row.
    func insert(_ segment: Segment, of run: Int64, _ db: Database) throws -> Int64 {
        let sql = "INSERT INTO segment (run_id, text, timing) VALUES (?, ?, ?)"
        try db.cachedStatement(sql: sql).execute(arguments: [run, Data(segment.text), Data(segment.timing)])
        return db.lastInsertedRowID
    }

    /// Inserts an event that is no piece.
    func insert(_ event: RecordedOccurrence, of run: Int64, _ db: Database) throws {
        let sql = "INSERT OR IGNORE INTO event (run_id, seq, t_us, kind, data) VALUES (?, ?, ?, ?, ?)"
        try db.cachedStatement(sql: sql).execute(
            arguments: [run, event.sequence, event.microseconds, event.name, event.data]
        )
    }

    /// Notes how a run ended.
    func insertEnd(_ event: CallbackEvent, of run: Int64, lost: Int, _ db: Database) throws {
        guard let result = event.result else { return }
        let sql = """
            UPDATE run SET status = ?, model = CAST(? AS TEXT), duration_us = ?, end_us = ?, end_seq = ?, lost = ?,
                handler_failures = ?, input_tokens = ?, output_tokens = ?, usage = ?, finish = CAST(? AS TEXT), finishes = ?,
                error = ?, reason = CAST(? AS TEXT)
            WHERE id = ?
            """
        let end = RecordedEnd(event)
        let finishes = result.choices.map { $0.finishReason.map { JSONValue.string($0.rawValue) } ?? .null }
        try db.cachedStatement(sql: sql).execute(
            arguments: [
                end.status.rawValue, result.model == event.run.name ? nil : DatabaseText(result.model),
                result.duration.wholeMicroseconds, event.time.wholeMicroseconds, event.sequence, lost,
                result.handlerFailureCount, result.usage?.input?.tokens, result.usage?.output?.tokens,
                result.usage?.recordedJSON, result.finishReason.map { DatabaseText($0.rawValue) },
                result.choices.count > 1 ? JSONValue.array(finishes).json : nil, end.error?.recordedJSON,
                end.reason.map { DatabaseText($0.description) }, run,
            ]
        )
    }

    private func sessionRow(of run: RunRecord, _ db: Database) throws -> Int64 {
        let context = run.context
        let uid = DatabaseText(context.session ?? context.rootID.description)
        let insert = "INSERT OR IGNORE INTO session (uid, started_us) VALUES (CAST(? AS TEXT), ?)"
        try db.cachedStatement(sql: insert).execute(arguments: [uid, context.startedAt.microsecondsSinceEpoch])
        let select = try db.cachedStatement(sql: "SELECT id FROM session WHERE uid = CAST(? AS TEXT)")
        guard let id = try Int64.fetchOne(select, arguments: [uid]) else {
            throw TranscriptError(.damaged, "a session cannot be found again", path: path)
        }
        if let title = run.title, title.isOfSession {
            let update = try db.cachedStatement(sql: "UPDATE session SET title = CAST(? AS TEXT) WHERE id = ?")
            try update.execute(arguments: [DatabaseText(title.text), id])
        }
        return id
    }
}

/// How a run ended, in the words of the database.
private struct RecordedEnd {
    var status = RecordedStatus.ended
    var error: ModelError?
    var reason: CancellationReason?

    init(_ event: CallbackEvent) {
        switch event.kind {
        case .failed(let failure):
            status = .failed
            error = ModelError(wrapping: failure.error)
        case .cancelled(let cancellation):
            status = .cancelled
            reason = cancellation.reason
        default: break
        }
    }
}
