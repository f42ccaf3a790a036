// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The shape of a transcript file: its number, and the steps that lead to it.
///
/// Steps are only ever appended. A file of any earlier number is brought up to date by the steps that it lacks, all in one
/// transaction, so that it is either as it was or wholly new.
struct TranscriptSchema: Sendable {
    /// The steps, first to last. The number of a schema is how many of them it took.
    let migrations: [String]

    /// The shape that this version of the package reads and writes.
    static let current = TranscriptSchema(migrations: [version1, version2])

    /// "LLMC": marks a file as a transcript (https://www.sqlite.org/pragma.html#pragma_application_id).
    static let applicationID: Int32 = 0x4C4C_4D43

    /// The oldest SQLite with all that the schema needs (https://www.sqlite.org/changes.html): RETURNING came with 3.35.
    static let oldestSQLite = (number: 3_035_000, name: "3.35")

    /// The number of this schema.
    var version: Int { migrations.count }

    /// Makes sure that the database has this schema: makes it in an empty one, brings an older one up to date.
    ///
    /// Several programs may do so at once: the first makes it, the others find it.
    ///
    /// - Throws: ``TranscriptError`` where the database is of a newer number, or somebody else's.
    func prepare(_ db: Database, path: String) throws {
        if try isUpToDate(db, path: path) { return }
        try db.inTransaction(.immediate) {
            if try isUpToDate(db, path: path) { return .rollback }
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            for migration in migrations[version...] { try db.execute(sql: migration) }
            try db.execute(sql: "PRAGMA user_version = \(self.version)")
            try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            return .commit
        }
    }

    /// Whether the database has this schema. Throws where it can never have it.
    func isUpToDate(_ db: Database, path: String) throws -> Bool {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if application != Self.applicationID {
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            guard application == 0, version == 0, tables == 0 else {
                throw TranscriptError(.notATranscript, "the database belongs to another program", path: path)
            }
            return false
        }
        guard version <= self.version else {
            throw TranscriptError(
                .newerSchema,
                "the database has schema \(version), and this program knows schemas up to \(self.version); use a newer program",
                path: path
            )
        }
        guard version >= 0 else {
            throw TranscriptError(.damaged, "the database has schema \(version), which there never was", path: path)
        }
        return version == self.version
    }
}
