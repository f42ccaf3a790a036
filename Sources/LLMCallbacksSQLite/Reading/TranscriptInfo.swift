// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Numbers of a transcript file as a whole.
public struct TranscriptInfo: Sendable {
    /// The number of its schema.
    public let schema: Int
    /// The version of SQLite that reads it.
    public let sqliteVersion: String
    /// The size of the file.
    public let fileBytes: Int
    /// The size of the log beside it, which is not yet in the file.
    public let logBytes: Int
    /// The part of the file that is free for new records.
    public let freeBytes: Int
    /// How many sessions it has.
    public let sessions: Int
    /// How many runs it has.
    public let runs: Int
    /// How many runs are under way, or were so when their program died.
    public let unfinishedRuns: Int
    /// How many pieces its runs have that are over.
    public let chunks: Int
    /// How many messages went into its runs; equal ones count once.
    public let messages: Int
    /// Files beside it with parts of runs that are not merged yet.
    public let spools: [String]
}

extension TranscriptReader {
    /// Numbers of the file as a whole.
    public func info() throws -> TranscriptInfo {
        try read("read the transcript") { db in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            let page = try number("PRAGMA page_size")
            return TranscriptInfo(
                schema: try number("PRAGMA user_version"),
                sqliteVersion: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
                fileBytes: try number("PRAGMA page_count") * page,
                logBytes: path.isEmpty ? 0 : FileIdentity.size(of: path + "-wal"),
                freeBytes: try number("PRAGMA freelist_count") * page,
                sessions: try number("SELECT count(*) FROM session"),
                runs: try number("SELECT count(*) FROM run"),
                unfinishedRuns: try number("SELECT count(*) FROM run WHERE status = 'running'"),
                chunks: try number("SELECT coalesce(sum(chunks), 0) FROM run"),
                messages: try number("SELECT count(*) FROM message"),
                spools: path.isEmpty ? [] : TranscriptSpool.files(beside: path)
            )
        }
    }
}
