// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Looks for damage. Each part says what is wrong, a sentence each.
enum TranscriptCheck {
    /// In the file as such, and in links between tables.
    static func file(_ db: Database) throws -> [String] {
        let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
        return try faults + orphans.map { "a row of \(try $0.value("table") as String? ?? "?") belongs to nothing" }
    }

    /// In the search index, which must say what the texts say. The connection must be one that can write; nothing stays written.
    static func index(_ db: Database) throws -> [String] {
        var problems: [String] = []
        try db.inSavepoint {
            // Runs under way come into the index when they are over, and SQLite would miss them. They are there for the check alone.
            try RunCompaction.addMissingToIndex(db)
            do {
                // https://www.sqlite.org/fts5.html#the_integrity_check_command
                try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                problems.append("the search index does not fit the texts")
            }
            return .rollback
        }
        return problems
    }

    /// In the pieces of every run.
    static func runs(in reader: TranscriptReader) throws -> [String] {
        try reader.runs().compactMap { run in
            do {
                let count = try reader.chunks(of: run).count
                guard run.status != .running, count != run.chunkCount else { return nil }
                return "run \(run.id) has \(count) pieces, and should have \(run.chunkCount)"
            } catch {
                return "run \(run.id) cannot be read: \(error)"
            }
        }
    }
}
