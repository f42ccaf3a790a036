// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

extension TranscriptEditor {
    /// Writes a copy of the whole transcript, as it is at this moment, into a new file. The file itself must not be copied
    /// while it is open: part of it is in the log beside it.
    ///
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/exists`` if there is such a file.
    public func backup(to copy: String) throws {
        guard FileIdentity(copy) == nil else { throw TranscriptError(.exists, "the file exists already", path: copy) }
        try TranscriptFile.translating("write a backup", copy) {
            try TranscriptFile.makeIfMissing(copy)
            do {
                try database.writeWithoutTransaction { db in
                    try db.execute(sql: "VACUUM INTO ?", arguments: [URL(fileURLWithPath: copy).path])
                }
            } catch {
                try? FileManager.default.removeItem(atPath: copy)
                throw error
            }
        }
    }

    /// Gives free space back to the disk. Needs as much room again while it works, and nobody recording.
    public func vacuum() throws {
        try TranscriptFile.translating("vacuum the transcript", path) {
            try database.writeWithoutTransaction { db in
                try db.execute(sql: TranscriptFile.mappingPages)
                try db.execute(sql: "VACUUM")
            }
        }
        try checkpoint()
    }

    /// Looks for damage: in the file, in links between tables, in the search index, and in the pieces of every run. Reads
    /// everything.
    ///
    /// - Returns: What is wrong, a sentence each; nothing if all is well.
    public func check() throws -> [String] {
        var problems = try TranscriptFile.translating("check the transcript", path) {
            try database.writeWithoutTransaction { db in
                var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
                problems += orphans.map { "a row of \($0["table"] as String? ?? "?") belongs to nothing" }
                if try !indexFits(db) { problems.append("the search index does not fit the texts") }
                return problems
            }
        }
        for run in try reader.runs() {
            do {
                let chunks = try reader.chunks(of: run)
                if run.status != .running, chunks.count != run.chunkCount {
                    problems.append("run \(run.id) has \(chunks.count) pieces, and should have \(run.chunkCount)")
                }
            } catch {
                problems.append("run \(run.id) cannot be read: \(error)")
            }
        }
        return problems
    }

    /// Whether the search index says what the texts say.
    private func indexFits(_ db: Database) throws -> Bool {
        var fits = true
        try db.inSavepoint {
            // Runs under way come into the index when they are over, and SQLite would miss them. They are there for the check alone.
            try RunCompaction.addMissingToIndex(db)
            do {
                // https://www.sqlite.org/fts5.html#the_integrity_check_command
                try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                fits = false
            }
            return .rollback
        }
        return fits
    }

    /// Moves the log into the file, and empties it.
    func checkpoint() throws {
        try TranscriptFile.translating("empty the log", path) {
            try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        }
    }
}
