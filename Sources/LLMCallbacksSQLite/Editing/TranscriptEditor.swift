// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import GRDB

/// Changes what was recorded, when people ask for it: tags, titles, notes, and deletion with a receipt; and looks after the file.
///
/// It may be used while programs record into the same file.
public struct TranscriptEditor: Sendable {
    let database: any DatabaseWriter
    /// The file; empty for a database of the app's own.
    public let path: String

    /// Opens a file that is there. Notes runs whose program died, and merges what was spooled beside the file.
    ///
    /// - Throws: ``TranscriptError``: there is no such file, it cannot be written to, is damaged, no transcript, or of a newer
    ///   schema.
    public init(path: String) throws {
        guard FileIdentity(path) != nil else { throw TranscriptError(.cannotOpen, "there is no such file", path: path) }
        self.path = path
        database = try TranscriptFile.openForWriting(path)
        try TranscriptFile.translating("open the transcript", path) {
            try TranscriptRecovery.recover(database, path: path)
        }
    }

    /// Takes in the runs of another transcript file that are not in this one.
    ///
    /// - Returns: How many runs came.
    /// - Throws: ``TranscriptError`` if one of the files cannot be read or written.
    public func merge(_ other: String) throws -> Int {
        let source = try TranscriptFile.openForReading(other).path
        return try TranscriptFile.translating("merge \(other)", path) {
            try database.writeWithoutTransaction { db in try TranscriptMerge.merge(source, isSpool: false, into: db) }
        }
    }

    /// Works through a connection of the app's own.
    ///
    /// - Throws: ``TranscriptError``: it is no transcript, or its schema is newer.
    public init(_ database: any DatabaseWriter) throws {
        self.database = database
        path = ""
        try TranscriptFile.translating("open the transcript", path) {
            try database.writeWithoutTransaction { db in try TranscriptSchema.current.prepare(db, path: "") }
        }
    }

    /// A reader of the same database.
    public var reader: TranscriptReader { TranscriptReader(database, path: path) }

    /// Adds tags behind those that the run has. One that it has already stays where it is.
    public func addTags(_ tags: [String], to run: RecordedRun) throws {
        try write("add tags") { db in
            for tag in tags {
                let sql = """
                    INSERT OR IGNORE INTO tag (run_id, name, pos)
                    SELECT ?1, CAST(?2 AS TEXT), coalesce((SELECT max(pos) + 1 FROM tag WHERE run_id = ?1), 0)
                    """
                try db.execute(sql: sql, arguments: [run.rowID, DatabaseText(tag)])
            }
        }
    }

    /// Removes tags. One that the run does not have is passed over.
    public func removeTags(_ tags: [String], from run: RecordedRun) throws {
        try write("remove tags") { db in
            for tag in tags {
                let sql = "DELETE FROM tag WHERE run_id = ? AND name = CAST(? AS TEXT)"
                try db.execute(sql: sql, arguments: [run.rowID, DatabaseText(tag)])
            }
        }
    }

    /// Gives a run a title; `nil` takes it away.
    public func setTitle(_ title: String?, of run: RecordedRun) throws { try set("title", title, "run", run.rowID) }
    /// Makes a note on a run; `nil` takes it away.
    public func setNote(_ note: String?, of run: RecordedRun) throws { try set("note", note, "run", run.rowID) }
    /// Gives a session a title; `nil` takes it away.
    public func setTitle(_ title: String?, of session: RecordedSession) throws {
        try set("title", title, "session", session.rowID)
    }
    /// Makes a note on a session; `nil` takes it away.
    public func setNote(_ note: String?, of session: RecordedSession) throws {
        try set("note", note, "session", session.rowID)
    }

    private func set(_ column: String, _ text: String?, _ table: String, _ row: Int64) throws {
        try write("set a \(column)") { db in
            let sql = "UPDATE \(table) SET \(column) = CAST(? AS TEXT) WHERE id = ?"
            try db.execute(sql: sql, arguments: [text.map(DatabaseText.init), row])
        }
    }

    /// Writes in one transaction, on the disk when it returns.
    func write<Result>(_ action: String, _ body: (Database) throws -> Result) throws -> Result {
        try TranscriptFile.translating(action, path) {
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                var result: Result?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else {
                    throw TranscriptError(.inputOutput, "the transaction was not made", path: path)
                }
                return result
            }
        }
    }
}

extension TranscriptReader {
    /// Reads through a connection that is known to be to a transcript.
    init(_ database: any DatabaseReader, path: String) {
        self.database = database
        self.path = path
    }
}
