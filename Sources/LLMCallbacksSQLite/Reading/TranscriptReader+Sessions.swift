// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// The sessions, the one whose last run started last first.
    ///
    /// - Parameters:
    ///   - since: Only sessions with a run that started then or later.
    ///   - limit: The most to return; `nil`: all.
    public func sessions(since: WallTime? = nil, limit: Int? = nil) throws -> [RecordedSession] {
        try read("list sessions") { db in
            let latest = try Self.latest(limit ?? .max, since: since?.microsecondsSinceEpoch ?? .min, db)
            return try Self.sessions(latest, "ORDER BY last_us DESC", [], db)
        }
    }

    /// One session, as people name it: its name, the beginning of a name that no other has, or `last`.
    ///
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/notFound`` or ``TranscriptError/Code/ambiguous``.
    public func session(_ reference: String) throws -> RecordedSession {
        let found = try read("find a session") { db in
            if reference == "last" {
                return try Self.sessions(Self.latest(1, since: .min, db), "", [], db)
            }
            let name = DatabaseText(reference)
            let exact = try Self.sessions("session.uid = CAST(? AS TEXT)", "", [name], db)
            guard exact.isEmpty else { return exact }
            let prefix = "substr(session.uid, 1, length(CAST(? AS TEXT))) = CAST(? AS TEXT)"
            return try Self.sessions(prefix, "LIMIT 2", [name, name], db)
        }
        guard let session = found.first else {
            throw TranscriptError(.notFound, "there is no session '\(reference)'", path: path)
        }
        guard found.count == 1 else {
            throw TranscriptError(
                .ambiguous,
                "several sessions have a name that begins with '\(reference)'",
                path: path
            )
        }
        return session
    }

    /// A condition for the sessions with the latest runs: runs are looked at from the newest on, until there are enough.
    private static func latest(_ limit: Int, since: Int64, _ db: Database) throws -> String {
        let sql = "SELECT session_id FROM run WHERE started_us >= ? ORDER BY started_us DESC"
        let rows = try Int64.fetchCursor(db.cachedStatement(sql: sql), arguments: [since])
        var found: Set<Int64> = []
        while found.count < limit, let session = try rows.next() { found.insert(session) }
        return "session.id IN (\(found.map(String.init).joined(separator: ", ")))"
    }

    private static func sessions(
        _ condition: String,
        _ rest: String,
        _ values: [any DatabaseValueConvertible],
        _ db: Database
    ) throws -> [RecordedSession] {
        let sql = """
            SELECT session.id, session.started_us, max(run.started_us) AS last_us, count(*) AS runs, sum(run.chunks) AS chunks,
                coalesce(sum(run.input_tokens), 0) AS input_tokens, coalesce(sum(run.output_tokens), 0) AS output_tokens,
                CAST(session.uid AS BLOB) AS uid, CAST(session.title AS BLOB) AS title, CAST(session.note AS BLOB) AS note,
                (SELECT substr(CAST(message.content AS BLOB), 1, 800) FROM run AS first
                    JOIN run_input ON run_input.run_id = first.id JOIN message ON message.id = run_input.message_id
                    WHERE first.session_id = session.id AND message.role = 'user'
                    ORDER BY first.started_us, run_input.pos LIMIT 1) AS prompt
            FROM session JOIN run ON run.session_id = session.id
            WHERE \(condition) GROUP BY session.id \(rest)
            """
        return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(values)).map { row in
            try RecordedSession(
                id: row.text("uid") ?? "",
                title: row.text("title"),
                note: row.text("note"),
                startedAt: WallTime(microsecondsSinceEpoch: row.value("started_us")),
                lastStartedAt: WallTime(microsecondsSinceEpoch: row.value("last_us")),
                runCount: row.value("runs"),
                chunkCount: row.value("chunks"),
                inputTokens: row.value("input_tokens"),
                outputTokens: row.value("output_tokens"),
                prompt: row.text("prompt").map(RecordedRun.beginning),
                rowID: row.value("id")
            )
        }
    }
}
