// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Puts a run that is over into its final form: one text a lane, one list of times, an entry in the search index.
enum RunCompaction {
    /// Moves a run's segments behind what is in its final form already, and indexes it.
    ///
    /// - Parameter segments: The rows of its segments, in order; `nil`: look for them, which reads the whole table.
    static func compact(_ run: Int64, segments: [Int64]? = nil, _ db: Database) throws {
        let wasIndexed = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM timing WHERE run_id = ?)"),
            arguments: [run]
        )
        if wasIndexed == true { try removeFromIndex(run, db) }
        let ids =
            try segments
            ?? Int64.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM segment WHERE run_id = ? ORDER BY id"),
                arguments: [run]
            )
        var lanes = LaneTexts()
        var timing = try readCompact(run, into: &lanes, db)
        let read = try db.cachedStatement(sql: "SELECT text, timing FROM segment WHERE id = ?")
        for id in ids {
            guard let row = try Row.fetchOne(read, arguments: [id]) else { continue }
            let segment = Segment(text: Array(row["text"] as Data), timing: Array(row["timing"] as Data))
            guard (try? lanes.append(segment)) != nil else {
                throw TranscriptError(.damaged, "the pieces of a run make no sense")
            }
            timing += segment.timing
        }
        try write(lanes, timing, of: run, db)
        let delete = try db.cachedStatement(sql: "DELETE FROM segment WHERE id = ?")
        for id in ids { try delete.execute(arguments: [id]) }
        try addToIndex(run, db)
    }

    static func addToIndex(_ run: Int64, _ db: Database) throws {
        let sql =
            "INSERT INTO search (rowid, input, output) SELECT run_id, input, output FROM search_source WHERE run_id = ?"
        try db.cachedStatement(sql: sql).execute(arguments: [run])
    }

    /// Must come before the texts change: https://www.sqlite.org/fts5.html#the_delete_command.
    static func removeFromIndex(_ run: Int64, _ db: Database) throws {
        let sql = """
            INSERT INTO search (search, rowid, input, output)
            SELECT 'delete', run_id, input, output FROM search_source WHERE run_id = ?
            """
        try db.cachedStatement(sql: sql).execute(arguments: [run])
    }

    /// Reads what is in the final form already. Returns its times.
    private static func readCompact(_ run: Int64, into lanes: inout LaneTexts, _ db: Database) throws -> [UInt8] {
        let sql = "SELECT data FROM timing WHERE run_id = ?"
        guard let data = try Data.fetchOne(db.cachedStatement(sql: sql), arguments: [run]) else { return [] }
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
        let update = "UPDATE run SET chunks = ?, first_us = ? WHERE id = ?"
        try db.cachedStatement(sql: update).execute(arguments: [lanes.chunkCount, lanes.firstMicroseconds, run])
    }
}
