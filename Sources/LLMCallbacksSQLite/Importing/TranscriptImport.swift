// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
public import LLMCallbacks

/// Takes runs that were recorded elsewhere into a transcript: all of them at once, or none.
///
/// ```swift
/// let imports = try TranscriptImport()
/// for event in events { try imports.add(event) }
/// let outcome = try imports.commit(into: "sessions.sqlite")
/// ```
///
/// Events go into a draft beside the system's temporary files, which only its owner may read and which is removed with the
/// import. The transcript itself is changed by ``commit(into:)`` alone, in one transaction. Not for several tasks at once.
public final class TranscriptImport {
    /// What became of an import.
    public struct Outcome: Sendable, Hashable {
        /// How many runs came in.
        public let imported: Int
        /// How many runs were there already, and were left as they are.
        public let known: Int
    }

    /// How much text waits in memory, about.
    private static let waitingBytes = 1 << 20

    private let path: String
    private var store: TranscriptStore?
    private var encoder = RecordEncoder()
    private var waiting = 0

    /// Makes an empty draft.
    ///
    /// - Throws: ``TranscriptError`` if that cannot be made.
    public convenience init() throws { try self.init(draftIn: FileManager.default.temporaryDirectory) }

    /// Makes an empty draft in a folder.
    init(draftIn folder: URL) throws {
        path = folder.appendingPathComponent("llmcallbacks-import-\(RunID())").path
        do {
            store = try TranscriptFile.translating("import", path) {
                let database = try TranscriptFile.openForWriting(path)
                return try TranscriptStore(database, path: path, application: "import")
            }
        } catch {
            TranscriptSpool.remove(path)
            throw error
        }
    }

    deinit {
        store = nil
        TranscriptSpool.remove(path)
    }

    /// Adds an event. Of each run the start comes first, and its events come in order; several runs may be mixed.
    ///
    /// - Throws: ``TranscriptError`` if the draft cannot be written.
    public func add(_ event: CallbackEvent) throws {
        encoder.encode(event)
        waiting += 256 + (event.token?.text.utf8.count ?? 0)
        if waiting >= Self.waitingBytes { try flush() }
    }

    /// Titles a run that was added.
    ///
    /// - Throws: ``TranscriptError`` if the draft cannot be written.
    public func setTitle(_ title: String, of run: RunID) throws {
        try flush()
        try write { db in
            let sql = "UPDATE run SET title = CAST(? AS TEXT) WHERE uid = ?"
            try db.execute(sql: sql, arguments: [DatabaseText(title), run.description])
        }
    }

    /// Takes the runs into a transcript, which is made if it is not there. Runs without an end count as interrupted. A run that
    /// is there already stays as it is. To be called once, last.
    ///
    /// - Throws: ``TranscriptError``: then nothing has come in.
    public func commit(into transcript: String) throws -> Outcome {
        try flush()
        var count = 0
        try write { db in
            try db.inTransaction(.immediate) {
                for run in try Int64.fetchAll(db, sql: "SELECT id FROM run WHERE status = 'running'") {
                    try db.execute(sql: "UPDATE run SET status = 'interrupted' WHERE id = ?", arguments: [run])
                    try RunCompaction.compact(run, db)
                }
                count = try Int.fetchOne(db, sql: "SELECT count(*) FROM run") ?? 0
                return .commit
            }
        }
        store = nil
        let imported = try Self.merge(path, into: transcript)
        return Outcome(imported: imported, known: count - imported)
    }

    /// Takes all runs of another transcript into one, in one transaction.
    ///
    /// - Throws: ``TranscriptError``: then nothing has come in.
    public static func copy(_ source: String, into transcript: String) throws -> Outcome {
        let reader = try TranscriptReader(path: source)
        let count = try reader.runCount()
        // A transcript has all its runs; and as a source it could not be written to.
        if FileIdentity(source) == FileIdentity(transcript) { return Outcome(imported: 0, known: count) }
        let imported = try merge(reader.database.path, into: transcript)
        return Outcome(imported: imported, known: count - imported)
    }

    private static func merge(_ source: String, into transcript: String) throws -> Int {
        try TranscriptFile.translating("import", transcript) {
            let database = try TranscriptFile.openForWriting(transcript)
            return try database.writeWithoutTransaction { db in
                try TranscriptMerge.merge(source, isSpool: false, into: db)
            }
        }
    }

    private func flush() throws {
        // An empty batch ends the stretches that are open.
        encoder.encode(RecordingBuffer.Batch())
        waiting = 0
        let operations = encoder.takeOperations()
        guard !operations.isEmpty else { return }
        try TranscriptFile.translating("import", path) { try store?.apply(operations, isDurable: false) }
    }

    private func write(_ body: (Database) throws -> Void) throws {
        try TranscriptFile.translating("import", path) { try store?.database.writeWithoutTransaction(body) }
    }
}
