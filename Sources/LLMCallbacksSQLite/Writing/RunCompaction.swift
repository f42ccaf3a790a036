// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Puts a run that is over into its final form: one text a lane, one list of times, an entry in the search index.
enum RunCompaction {
    /// How many bytes of a run are put together. SQLite takes no text above 1,000,000,000 bytes, GRDB none above 2 GiB, and the
    /// search index makes one text of input and output: https://www.sqlite.org/limits.html.
    static let maxBytes = 256 << 20

    /// Moves a run's segments behind what is in its final form already, and indexes it. A run of more than
    /// ``maxBytes`` stays in segments: it can be read, and not searched.
    ///
    /// - Parameters:
    ///   - segments: The rows of its segments, in order; `nil`: look for them, which reads the whole table.
    ///   - limit: In place of ``maxBytes``.
    static func compact(
        _ run: Int64,
        segments: [Int64]? = nil,
        limit: Int = maxBytes,
        _ db: Database
    ) throws {
        let ids =
            try segments
            ?? Int64.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM segment WHERE run_id = ? ORDER BY id"),
                arguments: [run]
            )
        var lanes = LaneTexts()
        let known = try readCompact(run, into: &lanes, db)
        var timing = known ?? []
        var isTooLarge = false
        let read = try db.cachedStatement(sql: "SELECT text, timing FROM segment WHERE id = ?")
        for id in ids {
            guard let row = try Row.fetchOne(read, arguments: [id]) else { continue }
            let segment = try Segment(
                text: Array(row.value("text") as Data),
                timing: Array(row.value("timing") as Data)
            )
            guard (try? lanes.append(segment)) != nil else {
                throw TranscriptError(.damaged, "the pieces of a run make no sense")
            }
            timing += segment.timing
            if isTooLarge || lanes.byteCount + timing.count > limit {
                isTooLarge = true
                lanes.forgetTexts()
                timing = []
            }
        }
        try writeNumbers(of: lanes, run, db)
        if isTooLarge { return }
        if known != nil { try removeFromIndex(run, db) }
        try write(lanes, timing, of: run, db)
        let delete = try db.cachedStatement(sql: "DELETE FROM segment WHERE id = ?")
        for id in ids { try delete.execute(arguments: [id]) }
        try addToIndex(run, db)
    }

    static func addToIndex(_ run: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "\(indexing) WHERE run_id = ?").execute(arguments: [run])
    }

    /// Indexes what is not in its final form: only runs that are have a row in `timing`.
    static func addMissingToIndex(_ db: Database) throws {
        try db.execute(sql: "\(indexing) WHERE run_id NOT IN (SELECT run_id FROM timing)")
    }

    private static let indexing =
        "INSERT INTO search (rowid, input, output) SELECT run_id, input, output FROM search_source"

    /// Must come before the texts change: https://www.sqlite.org/fts5.html#the_delete_command.
    static func removeFromIndex(_ run: Int64, _ db: Database) throws {
        let sql = """
            INSERT INTO search (search, rowid, input, output)
            SELECT 'delete', run_id, input, output FROM search_source WHERE run_id = ?
            """
        try db.cachedStatement(sql: sql).execute(arguments: [run])
    }

    /// Reads what is in the final form already, and in the index. Returns its times; `nil` if there is nothing.
    private static func readCompact(_ run: Int64, into lanes: inout LaneTexts, _ db: Database) throws -> [UInt8]? {
        let sql = "SELECT data FROM timing WHERE run_id = ?"
        guard let data = try Data.fetchOne(db.cachedStatement(sql: sql), arguments: [run]) else { return nil }
        let texts = try RecordedLane.all(of: run, db).mapValues(\.text)
        guard (try? lanes.restore(texts, timing: Array(data))) != nil else {
            throw TranscriptError(.damaged, "the pieces of a run make no sense")
        }
        return Array(data)
    }

    private static func write(_ lanes: LaneTexts, _ timing: [UInt8], of run: Int64, _ db: Database) throws {
        let output = """
            UPDATE output SET text = CAST(? AS TEXT), replaced = ?, call_id = CAST(? AS TEXT), call_name = CAST(? AS TEXT)
            WHERE run_id = ? AND lane = ?
            """
        for (number, lane) in lanes.lanes {
            try db.cachedStatement(sql: output).execute(
                arguments: [
                    Data(lane.text), lane.replaced, lane.call.map { DatabaseText($0.id) },
                    lane.call.map { DatabaseText($0.name) }, run, number,
                ]
            )
        }
        let insert = "INSERT OR REPLACE INTO timing (run_id, data) VALUES (?, ?)"
        try db.cachedStatement(sql: insert).execute(arguments: [run, Data(timing)])
    }

    private static func writeNumbers(of lanes: LaneTexts, _ run: Int64, _ db: Database) throws {
        let update = "UPDATE run SET chunks = ?, first_us = ? WHERE id = ?"
        try db.cachedStatement(sql: update).execute(arguments: [lanes.chunkCount, lanes.firstMicroseconds, run])
    }
}
