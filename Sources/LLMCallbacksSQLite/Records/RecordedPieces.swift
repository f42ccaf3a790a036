// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// The pieces of one run as the database has them: packed in one piece where the run is over, in segments while it is not.
struct RecordedPieces {
    private var lanes: [Int: RecordedLane]
    private var unpacker: ChunkUnpacker
    /// How far the text of each lane has been given out.
    private var offsets: [Int: Int] = [:]
    private(set) var chunks: [RecordedChunk] = []

    /// Reads the pieces of a run.
    ///
    /// - Throws: ``TranscriptError`` if they make no sense.
    static func read(of run: Int64, _ db: Database) throws -> [RecordedChunk] {
        var pieces = try RecordedPieces(run: run, db)
        do {
            if let data = try Data.fetchOne(
                db.cachedStatement(sql: "SELECT data FROM timing WHERE run_id = ?"),
                arguments: [run]
            ) {
                try pieces.readOutput(timing: Array(data))
            }
            let sql = "SELECT text, timing FROM segment WHERE run_id = ? ORDER BY id"
            for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [run]) {
                try pieces.readSegment(
                    text: Array(row.value("text") as Data),
                    timing: Array(row.value("timing") as Data)
                )
            }
        } catch is ChunkUnpacker.Fault {
            throw TranscriptError(.damaged, "the pieces of a run make no sense")
        }
        return pieces.chunks
    }

    /// How many pieces are stored of each of some runs that are under way. Reads the segments once, however many runs there are.
    static func counts(of runs: Set<Int64>, _ db: Database) throws -> [Int64: Int] {
        guard !runs.isEmpty else { return [:] }
        var counts = Dictionary(uniqueKeysWithValues: runs.map { ($0, 0) })
        let rows = try Row.fetchCursor(db.cachedStatement(sql: "SELECT run_id, timing FROM segment"))
        while let row = try rows.next() {
            let run = try row.value(at: 0) as Int64
            guard runs.contains(run) else { continue }
            counts[run, default: 0] += try ChunkUnpacker.count(Array(row.value(at: 1) as Data))
        }
        // A run that was interrupted and went on has a part in its final form.
        let compact = try db.cachedStatement(sql: "SELECT data FROM timing WHERE run_id = ?")
        for run in runs {
            guard let data = try Data.fetchOne(compact, arguments: [run]) else { continue }
            counts[run, default: 0] += ChunkUnpacker.count(Array(data))
        }
        return counts
    }

    /// Begins with nothing, for segments that are read as they come.
    init() {
        lanes = [:]
        unpacker = ChunkUnpacker(others: [])
    }

    /// Notes that an event which is no piece has this number.
    mutating func skip(_ sequence: Int) { unpacker.skip(sequence) }

    /// Reads one segment more.
    ///
    /// - Parameter lanes: All lanes that there are by now.
    /// - Returns: Its pieces.
    mutating func follow(
        _ segment: Segment,
        lanes: [Int: RecordedLane]
    ) throws(ChunkUnpacker.Fault) -> [RecordedChunk] {
        self.lanes = lanes
        chunks.removeAll(keepingCapacity: true)
        try readSegment(text: segment.text, timing: segment.timing)
        return chunks
    }

    private init(run: Int64, _ db: Database) throws {
        lanes = try RecordedLane.all(of: run, db)
        let sequences = try Int.fetchSet(
            db.cachedStatement(sql: "SELECT seq FROM event WHERE run_id = ?"),
            arguments: [run]
        )
        unpacker = ChunkUnpacker(others: sequences)
    }

    private mutating func readOutput(timing: [UInt8]) throws(ChunkUnpacker.Fault) {
        for record in try unpacker.unpack(timing) {
            guard let lane = lanes[record.lane] else { throw ChunkUnpacker.Fault() }
            let start = offsets[record.lane, default: 0]
            try append(record, of: lane, lane.text, from: start)
            offsets[record.lane] = start + record.length
        }
    }

    private mutating func readSegment(text: [UInt8], timing: [UInt8]) throws(ChunkUnpacker.Fault) {
        var offset = 0
        for record in try unpacker.unpack(timing) {
            guard let lane = lanes[record.lane] else { throw ChunkUnpacker.Fault() }
            try append(record, of: lane, text, from: offset)
            offset += record.length
        }
    }

    private mutating func append(
        _ record: ChunkRecord,
        of lane: RecordedLane,
        _ text: [UInt8],
        from start: Int
    ) throws(ChunkUnpacker.Fault) {
        guard record.length <= text.count - start else { throw ChunkUnpacker.Fault() }
        chunks.append(
            RecordedChunk(
                sequence: record.sequence,
                time: .microseconds(record.microseconds),
                token: TokenDelta(
                    String(decoding: text[start..<start + record.length], as: UTF8.self),
                    lane: lane.lane,
                    choice: lane.choice,
                    pieces: record.pieces,
                    callID: record.call?.id ?? "",
                    callName: record.call?.name ?? ""
                ),
                isReplacement: record.isReplacement
            )
        )
    }
}
