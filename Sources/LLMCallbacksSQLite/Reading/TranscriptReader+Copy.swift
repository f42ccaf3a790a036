// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
public import LLMCallbacks

extension TranscriptReader {
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
                    try TranscriptMerge.merge(
                        URL(fileURLWithPath: path).path,
                        isSpool: false,
                        only: runs.map(\.description),
                        into: db
                    )
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
