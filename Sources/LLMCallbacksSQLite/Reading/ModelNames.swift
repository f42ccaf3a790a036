// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// What runs are called in a column that has an index: as many steps over that index as it has different names, however many runs
/// there are.
struct ModelNames {
    /// More different names are not looked through: then to look at the runs is no slower.
    static let maxSteps = 1_000

    /// `name` or `model`.
    let column: String

    /// The names that a pattern fits.
    ///
    /// - Parameters:
    ///   - glob: A pattern as SQLite's `GLOB` reads it.
    ///   - prefix: What stands before its first special character: the steps begin and end there.
    /// - Returns: `nil` if there are too many to look through.
    func matching(_ glob: String, prefix: String, _ db: Database) throws -> [DatabaseText]? {
        let rows = try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE step (value) AS (
                    SELECT min(run.\(column)) FROM run WHERE run.\(column) >= CAST(? AS TEXT)
                    UNION ALL
                    SELECT (SELECT min(run.\(column)) FROM run WHERE run.\(column) > step.value)
                        FROM step WHERE step.value < CAST(? AS TEXT)
                    LIMIT \(Self.maxSteps + 1)
                )
                SELECT CAST(value AS BLOB) AS value, value GLOB CAST(? AS TEXT) AS fits FROM step WHERE value IS NOT NULL
                """,
            // No text in UTF-8 has the byte 0xFF: all that begin with the prefix come before it.
            arguments: [DatabaseText(prefix), Data(prefix.utf8) + [0xFF], DatabaseText(glob)]
        )
        guard rows.count <= Self.maxSteps else { return nil }
        return try rows.filter { try $0.value("fits") }.map { try $0.value("value") }
    }
}
