// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The bytes of text and times that runs have.
struct RunSizes {
    /// Those of runs that are in segments, by row: runs under way, interrupted, or too large to be put together.
    private let segments: [Int64: Int]

    /// Reads the sizes of segments: all at once, as the table has no index.
    init(_ db: Database) throws {
        let sql = "SELECT run_id, sum(length(text) + length(timing)) FROM segment GROUP BY run_id"
        let sizes = try Row.fetchAll(db.cachedStatement(sql: sql)).map { row in
            (try row.value(at: 0) as Int64, try row.value(at: 1) as Int? ?? 0)
        }
        segments = Dictionary(sizes, uniquingKeysWith: { first, _ in first })
    }

    /// The bytes of one run.
    func bytes(of run: RecordedRun, _ db: Database) throws -> Int {
        let sql = """
            SELECT
                coalesce((SELECT sum(length(CAST(text AS BLOB))) FROM output WHERE run_id = ?1), 0)
                + coalesce((SELECT length(data) FROM timing WHERE run_id = ?1), 0)
            """
        let together = try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [run.rowID]) ?? 0
        return together + segments[run.rowID, default: 0]
    }
}
