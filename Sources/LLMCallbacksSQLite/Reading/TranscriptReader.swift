// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import GRDB

/// Reads what was recorded: runs, sessions, every piece with its time, and searches. Never writes.
///
/// ```swift
/// let reader = try TranscriptReader(path: "sessions.sqlite")
/// for run in try reader.runs() { print(run.id, run.status, run.prompt ?? "") }
/// let last = try reader.run("last")
/// for event in try reader.events(of: last) { … }
/// ```
///
/// It may be used while programs record into the same file. Each call sees the file at one moment.
public struct TranscriptReader: Sendable {
    let database: any DatabaseReader
    /// The file; empty for a database of the app's own.
    public let path: String

    /// Opens a file that is there.
    ///
    /// - Throws: ``TranscriptError``: there is no such file, it is damaged, no transcript, or of a newer schema.
    public init(path: String) throws {
        self.path = path
        database = try TranscriptFile.openForReading(path)
    }

    /// Reads through a connection of the app's own.
    ///
    /// - Throws: ``TranscriptError``: it is no transcript, or its schema is newer, or older.
    public init(_ database: any DatabaseReader) throws {
        self.database = database
        path = ""
        try read("read the transcript") { db in
            guard try TranscriptSchema.current.isUpToDate(db, path: "") else {
                throw TranscriptError(.notATranscript, "the database holds no transcript of this schema")
            }
        }
    }

    /// Reads at one moment, and says what it was if that fails.
    func read<Result>(_ action: String, _ body: (Database) throws -> Result) throws -> Result {
        try TranscriptFile.translating(action, path) { try database.read(body) }
    }
}
