// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

extension TranscriptEditor {
    /// Writes a copy of the whole transcript, as it is at this moment, into a new file. The file itself must not be copied
    /// while it is open: part of it is in the log beside it.
    ///
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/exists`` if there is such a file.
    public func backup(to copy: String) throws {
        try reader.backup(to: copy)
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
        let problems = try TranscriptFile.translating("check the transcript", path) {
            try database.writeWithoutTransaction { db in try TranscriptCheck.file(db) + TranscriptCheck.index(db) }
        }
        return try problems + TranscriptCheck.runs(in: reader)
    }

    /// Moves the log into the file, and empties it.
    func checkpoint() throws {
        try TranscriptFile.translating("empty the log", path) {
            try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        }
    }
}
