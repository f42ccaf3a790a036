// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// How transcript files are opened.
enum TranscriptFile {
    /// How long to wait for another program that is writing, in seconds.
    static let busyTimeout = 5.0

    /// A larger file is not looked through by those who open it.
    static let maxCheckedBytes = 16 << 20

    /// Opens a file for writing. Makes it, and the folders above it, where they are not there: for their owner alone.
    ///
    /// - Parameter checkedBytes: A file of up to so many bytes is looked through for damage.
    /// - Throws: ``TranscriptError``.
    static func openForWriting(
        _ path: String,
        schema: TranscriptSchema = .current,
        checkedBytes: Int = maxCheckedBytes
    ) throws -> DatabaseQueue {
        try translating("open the transcript", path) {
            try makeIfMissing(path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(busyTimeout)
            configuration.label = "LLMCallbacks.transcript"
            // GRDB traps where a rollback fails and leaves its transaction open: here the connection is opened anew.
            configuration.allowsUnsafeTransactions = true
            configuration.prepareDatabase { db in try prepareForWriting(db) }
            let queue = try DatabaseQueue(path: plain(path), configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try checkVersion(db, path: path)
                try schema.prepare(db, path: path)
                if try size(db) <= checkedBytes { try check(db, path: path) }
            }
            return queue
        }
    }

    /// Opens a file that is there, for reading alone. Brings an older schema up to date first.
    ///
    /// - Throws: ``TranscriptError``.
    static func openForReading(_ path: String, schema: TranscriptSchema = .current) throws -> DatabaseQueue {
        try translating("read the transcript", path) {
            guard FileManager.default.fileExists(atPath: path) else {
                throw TranscriptError(.cannotOpen, "there is no such file", path: path)
            }
            let queue = try openReadOnly(path)
            let isUpToDate = try queue.read { db in try schema.isUpToDate(db, path: path) }
            guard !isUpToDate else { return queue }
            try bringUpToDate(path, schema)
            return try openReadOnly(path)
        }
    }

    private static func bringUpToDate(_ path: String, _ schema: TranscriptSchema) throws {
        do {
            _ = try openForWriting(path, schema: schema)
        } catch let error as TranscriptError where [.readOnly, .cannotOpen].contains(error.code) {
            let message = "it is of an older schema, and cannot be brought up to date, as it cannot be written to"
            throw TranscriptError(error.code, "\(message); read a copy", path: path, underlying: error)
        }
    }

    /// A file in a folder that cannot be written to can be read only if SQLite is told that nobody writes to it; then it does
    /// not look for a log: https://www.sqlite.org/wal.html#read_only_databases.
    private static func openReadOnly(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        configuration.label = "LLMCallbacks.transcript.reader"
        do {
            let queue = try DatabaseQueue(path: plain(path), configuration: configuration)
            try queue.read { db in _ = try Int.fetchOne(db, sql: "PRAGMA schema_version") }
            return queue
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
            && FileManager.default.isReadableFile(atPath: path)
        {
            guard FileIdentity.size(of: path + "-wal") == 0 else {
                let message = "its newest records are in \(path)-wal, and its folder cannot be written to"
                throw TranscriptError(.cannotOpen, "\(message); copy both", path: path, underlying: error)
            }
            return try DatabaseQueue(path: "\(uri(path))?immutable=1", configuration: configuration)
        }
    }

    /// Has free pages given back by ``TranscriptStore/releaseFreePages()``; in a file that has pages already, from the next VACUUM
    /// on. https://www.sqlite.org/pragma.html#pragma_auto_vacuum
    static let mappingPages = "PRAGMA auto_vacuum = INCREMENTAL"

    /// The size of the pages of a new file, in bytes. Each text leaves half a page empty on average, and each table and index has
    /// a page to begin with: Docs/Decisions/0010-transcript-schema.md. https://www.sqlite.org/pragma.html#pragma_page_size
    static let pageSize = 1024

    private static func prepareForWriting(_ db: Database) throws {
        // It must be known before the first page is written. In a file that is there, it would be a write each time.
        if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
            try db.execute(sql: "PRAGMA page_size = \(pageSize); \(mappingPages)")
        }
        // Switching to WAL needs the file for itself for a moment, and SQLite does not always wait for that.
        let deadline = ContinuousClock.now + .seconds(busyTimeout)
        while true {
            do {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                break
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && .now < deadline {
                usleep(10_000)
            }
        }
        // Only this package's own, full checkpoints: Docs/Decisions/0010-transcript-schema.md.
        try db.execute(
            sql: """
                PRAGMA synchronous = NORMAL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA secure_delete = ON;
                """
        )
    }

    /// Refuses a file with a damaged page, to which SQLite itself would go on appending.
    static func check(_ db: Database, path: String) throws {
        if let fault = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), fault != "ok" {
            throw TranscriptError(.damaged, "the database is damaged: \(fault)", path: path)
        }
    }

    /// How large the database is, in bytes.
    static func size(_ db: Database) throws -> Int {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }

    private static func checkVersion(_ db: Database, path: String) throws {
        let version = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
        let parts = version.split(separator: ".").map { Int($0) ?? 0 }
        let number = parts.count >= 2 ? parts[0] * 1_000_000 + parts[1] * 1000 : 0
        guard number >= TranscriptSchema.oldestSQLite.number else {
            throw TranscriptError(
                .unsupportedSQLite,
                "the system has SQLite \(version), and \(TranscriptSchema.oldestSQLite.name) or later is needed",
                path: path
            )
        }
    }

    /// Makes an empty file that only its owner may read. SQLite gives its side files the same rights.
    ///
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/cannotCreate`` if there is none and none can be made.
    static func makeIfMissing(_ path: String) throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if !files.fileExists(atPath: folder) {
            do {
                try files.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw TranscriptError(.cannotCreate, "its folder cannot be made", path: path, underlying: error)
            }
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            let cause = String(cString: strerror(errno))
            throw TranscriptError(.cannotCreate, "the file cannot be made: \(cause)", path: path)
        }
    }

    /// SQLite takes a path that begins like a URI for one: so none does.
    private static func plain(_ path: String) -> String { path.hasPrefix("/") ? path : "./\(path)" }

    /// https://www.sqlite.org/uri.html
    private static func uri(_ path: String) -> String {
        let absolute = URL(fileURLWithPath: path).path
        let special: [Character: String] = ["%": "%25", "?": "%3f", "#": "%23"]
        return "file:" + absolute.map { special[$0] ?? String($0) }.joined()
    }

    /// Does something with a file, and says what it was if it fails.
    static func translating<Result>(_ action: String, _ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw TranscriptError(error, action, path: path)
        }
    }
}
