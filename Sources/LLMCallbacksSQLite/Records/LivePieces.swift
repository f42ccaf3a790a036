// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// A run under way, read further with each look: every segment once.
struct LivePieces {
    /// The run, for its events.
    let context: RunContext
    private var pieces = RecordedPieces()
    private var hasStart = false
    private var lastSegment: Int64 = 0
    private var lastEvent = 0

    init(of run: RecordedRun) { context = RunContext(recorded: run.context) }

    /// The events since the last look. `nil` if part of the run is in its final form already: then all must be read.
    ///
    /// - Throws: ``TranscriptError`` if the pieces make no sense.
    mutating func next(of run: RecordedRun, _ db: Database) throws -> [CallbackEvent]? {
        let isCompact = "SELECT EXISTS (SELECT 1 FROM timing WHERE run_id = ?)"
        guard try Bool.fetchOne(db.cachedStatement(sql: isCompact), arguments: [run.rowID]) == false else { return nil }
        var events: [CallbackEvent] = []
        if !hasStart {
            hasStart = true
            events.append(try TranscriptReader.start(of: run, context, db))
        }
        let others = try TranscriptReader.otherEvents(of: run, after: lastEvent, context, db)
        lastEvent = others.last?.sequence ?? lastEvent
        for other in others { pieces.skip(other.sequence) }
        events += try chunks(of: run, db).map { $0.event(context) } + others
        events.sort { $0.sequence < $1.sequence }
        return events
    }

    private mutating func chunks(of run: RecordedRun, _ db: Database) throws -> [RecordedChunk] {
        // By number, so that only what came since is looked at: the segments of all runs are in one table, in order of arrival.
        let sql = "SELECT id, text, timing FROM segment WHERE id > ? AND run_id = ? ORDER BY id"
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [lastSegment, run.rowID])
        guard !rows.isEmpty else { return [] }
        let lanes = try RecordedLane.all(of: run.rowID, db)
        do {
            return try rows.flatMap { row in
                lastSegment = try row.value("id")
                let segment = try Segment(
                    text: Array(row.value("text") as Data),
                    timing: Array(row.value("timing") as Data)
                )
                return try pieces.follow(segment, lanes: lanes)
            }
        } catch is ChunkUnpacker.Fault {
            throw TranscriptError(.damaged, "the pieces of a run make no sense")
        }
    }
}
