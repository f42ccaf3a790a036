// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// Writes a copy of the whole transcript, as it is at this moment, into a new file. The file itself must not be copied
    /// while it is open: part of it is in the log beside it.
    ///
    /// - Throws: ``TranscriptError``, of code ``TranscriptError/Code/exists`` if there is such a file, and
    ///   ``TranscriptError/Code/cannotCreate`` if it cannot be made; then, as after any other error, nothing is left behind.
    public func backup(to copy: String) throws {
        guard FileIdentity(copy) == nil else { throw TranscriptError(.exists, "the file exists already", path: copy) }
        try TranscriptFile.translating("write a backup", copy) {
            try TranscriptFile.makeIfMissing(copy)
            do {
                // SQLite does this outside of transactions alone, and sees to one moment itself.
                try database.unsafeRead { db in
                    try db.execute(sql: "VACUUM INTO ?", arguments: [URL(fileURLWithPath: copy).path])
                }
            } catch {
                TranscriptSpool.remove(copy)
                throw error
            }
        }
    }

    /// Writes some runs, and nothing of any other, into a new transcript.
    ///
    /// - Parameters:
    ///   - runs: The runs. Those around them and inside them come only if they are named, too.
    ///   - copy: The new file.
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/exists`` if there is such a file; then, as after any other
    ///   error, nothing is left behind.
    public func copy(_ runs: [RunID], to copy: String) throws {
        guard FileIdentity(copy) == nil else { throw TranscriptError(.exists, "the file exists already", path: copy) }
        do {
            try TranscriptFile.translating("copy runs", copy) {
                let database = try TranscriptFile.openForWriting(copy)
                try database.writeWithoutTransaction { db in
                    let wanted = runs.map(\.description)
                    try TranscriptMerge.merge(self.database.path, isSpool: false, only: wanted, into: db)
                    try db.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                try database.close()
            }
        } catch {
            TranscriptSpool.remove(copy)
            throw error
        }
    }
}
