// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

extension TranscriptReader {
    /// Looks for damage: in the file, in links between tables, in the search index, and in the pieces of every run. Reads
    /// everything and changes nothing, so it is for files that cannot be written to; ``TranscriptEditor/check()`` is quicker.
    ///
    /// SQLite compares an index with its texts only where it may write. So that is done in a copy: a temporary file, as large,
    /// that nobody else can open and that is gone when this returns.
    ///
    /// - Returns: What is wrong, a sentence each; nothing if all is well.
    /// - Throws: ``TranscriptError`` if the file cannot be read at all, or there is no room for the copy.
    public func check() throws -> [String] {
        let file = try read("check the transcript", TranscriptCheck.file)
        let index = try TranscriptFile.translating("check the search index", path) {
            // https://www.sqlite.org/inmemorydb.html#temp_db
            let copy = try DatabaseQueue(path: "")
            try database.backup(to: copy)
            return try copy.writeWithoutTransaction(TranscriptCheck.index)
        }
        return try file + index + TranscriptCheck.runs(in: self)
    }
}
