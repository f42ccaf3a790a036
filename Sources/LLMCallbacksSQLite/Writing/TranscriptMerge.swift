// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Takes the runs of one transcript file into another.
enum TranscriptMerge {
    /// Takes runs in, in one transaction: those that are not there; and of those that are under way there or were interrupted,
    /// what the other file has besides.
    ///
    /// - Parameters:
    ///   - path: A file of the same schema, as the connection to it names it: so it may be a URI.
    ///   - isSpool: Whether it is a writer's spool, which is merged once and not again.
    ///   - uids: The runs that are wanted; `nil`: all.
    /// - Returns: How many runs came.
    @discardableResult
    static func merge(_ path: String, isSpool: Bool, only uids: [String]? = nil, into db: Database) throws -> Int {
        try db.execute(sql: "ATTACH DATABASE ? AS source", arguments: [path])
        defer { try? db.execute(sql: "DETACH DATABASE source") }
        if let uids { try makeList(of: uids, db) }
        defer { if uids != nil { try? db.execute(sql: "DROP TABLE temp.wanted") } }
        var count = 0
        try db.inTransaction(.immediate) {
            if isSpool, try wasMerged(db) { return .rollback }
            try db.execute(sql: people(onlyWanted: uids != nil))
            if isSpool { try db.execute(sql: sessionTitles) }
            try db.execute(sql: selection(joinsUnfinished: isSpool, onlyWanted: uids != nil))
            try db.execute(sql: rows)
            count = try Int.fetchOne(db, sql: "SELECT count(*) FROM temp.moving") ?? 0
            try compactFinished(db)
            try db.execute(sql: "DROP TABLE temp.moving")
            return .commit
        }
        return count
    }

    /// Whether the writer of a spool is known here: it signs in to its spool alone.
    private static func wasMerged(_ db: Database) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM source.writer JOIN main.writer USING (uid))"
        return try Bool.fetchOne(db, sql: sql) ?? false
    }

    private static func compactFinished(_ db: Database) throws {
        let sql = """
            SELECT target_id, is_known,
                EXISTS (SELECT 1 FROM main.segment WHERE run_id = target_id) AS has_segments,
                EXISTS (SELECT 1 FROM main.timing WHERE run_id = target_id) AS is_compact
            FROM temp.moving JOIN main.run ON run.id = target_id WHERE run.status <> 'running'
            """
        for row in try Row.fetchAll(db, sql: sql) {
            let run = try row.value("target_id") as Int64
            let isCompact = try row.value("is_compact") as Bool
            // A run that was here in its final form is in the search index; one that came in it is not, yet.
            if isCompact, try !(row.value("is_known") as Bool) { try RunCompaction.addToIndex(run, db) }
            if try !isCompact || row.value("has_segments") { try RunCompaction.compact(run, db) }
        }
    }

    private static func makeList(of uids: [String], _ db: Database) throws {
        try db.execute(sql: "CREATE TEMP TABLE wanted (uid TEXT PRIMARY KEY)")
        let insert = try db.makeStatement(sql: "INSERT OR IGNORE INTO temp.wanted VALUES (?)")
        for uid in uids { try insert.execute(arguments: [uid]) }
    }

    /// Writers and sessions; where only some runs are wanted, those of these.
    private static func people(onlyWanted: Bool) -> String {
        func condition(_ column: String) -> String {
            let wanted = "SELECT \(column) FROM source.run WHERE uid IN (SELECT uid FROM temp.wanted)"
            return onlyWanted ? "WHERE id IN (\(wanted))" : ""
        }
        return """
            INSERT OR IGNORE INTO main.writer (uid, application, host, boot, pid, process_start, opened_us, seen_us)
                SELECT uid, application, host, boot, pid, process_start, opened_us, seen_us
                FROM source.writer \(condition("writer_id"));
            INSERT OR IGNORE INTO main.session (uid, title, note, started_us)
                SELECT uid, title, note, started_us FROM source.session \(condition("session_id"));
            """
    }

    /// A session in a spool has a title only where a run gave it one that has started since.
    private static let sessionTitles = """
        UPDATE main.session
        SET title = (SELECT title FROM source.session AS new WHERE new.uid = session.uid)
        WHERE uid IN (SELECT uid FROM source.session WHERE title IS NOT NULL);
        """

    /// `moving` says which run of the other file becomes which run here.
    private static func selection(joinsUnfinished: Bool, onlyWanted: Bool) -> String {
        let joining = joinsUnfinished ? "OR known.status IN ('running', 'interrupted')" : ""
        let wanted = onlyWanted ? "AND new.uid IN (SELECT uid FROM temp.wanted)" : ""
        return """
            CREATE TEMP TABLE moving AS
                SELECT new.id AS source_id, new.uid AS uid, known.id AS target_id, known.id IS NOT NULL AS is_known
                FROM source.run AS new LEFT JOIN main.run AS known ON known.uid = new.uid
                WHERE (known.id IS NULL \(joining)) \(wanted);
            INSERT INTO main.run (uid, session_id, writer_id, \(columns))
                SELECT new.uid, (SELECT id FROM main.session AS here WHERE here.uid = session.uid),
                    (SELECT id FROM main.writer AS here WHERE here.uid = writer.uid), \(columns.qualified)
                FROM temp.moving JOIN source.run AS new ON new.id = source_id
                JOIN source.session ON session.id = new.session_id JOIN source.writer ON writer.id = new.writer_id
                WHERE NOT is_known ORDER BY new.id;
            UPDATE temp.moving SET target_id = (SELECT id FROM main.run WHERE uid = moving.uid);
            UPDATE main.run SET (\(ends)) = (SELECT \(ends) FROM source.run AS new WHERE new.uid = run.uid),
                lost = lost + (SELECT lost FROM source.run AS new WHERE new.uid = run.uid)
                WHERE id IN (SELECT target_id FROM temp.moving WHERE is_known)
                AND (SELECT status FROM source.run AS new WHERE new.uid = run.uid) <> 'running';
            """
    }

    private static let rows = """
        INSERT OR IGNORE INTO main.tag (run_id, name, pos)
            SELECT target_id, name, pos FROM source.tag JOIN temp.moving ON source_id = run_id;
        INSERT INTO main.message (hash, role, content, name, tool_calls, tool_call_id)
            SELECT DISTINCT hash, role, content, name, tool_calls, tool_call_id FROM source.message AS new
            WHERE id IN (SELECT message_id FROM source.run_input JOIN temp.moving ON source_id = run_id)
            AND NOT EXISTS (SELECT 1 FROM main.message AS known WHERE \(sameMessage));
        INSERT OR IGNORE INTO main.run_input (run_id, pos, message_id)
            SELECT target_id, pos, (SELECT known.id FROM main.message AS known WHERE \(sameMessage))
            FROM source.run_input JOIN temp.moving ON source_id = run_id JOIN source.message AS new ON new.id = message_id;
        INSERT OR IGNORE INTO main.output (run_id, lane, choice, kind, slot, call_id, call_name, replaced, text)
            SELECT target_id, lane, choice, kind, slot, call_id, call_name, replaced, text
            FROM source.output JOIN temp.moving ON source_id = run_id;
        INSERT OR IGNORE INTO main.timing (run_id, data)
            SELECT target_id, data FROM source.timing JOIN temp.moving ON source_id = run_id WHERE NOT is_known;
        INSERT INTO main.segment (run_id, text, timing)
            SELECT target_id, text, timing FROM source.segment JOIN temp.moving ON source_id = run_id ORDER BY segment.id;
        INSERT OR IGNORE INTO main.event (run_id, seq, t_us, kind, data)
            SELECT target_id, seq, t_us, kind, data FROM source.event JOIN temp.moving ON source_id = run_id;
        """

    private static let sameMessage = """
        known.hash = new.hash AND known.role = new.role AND known.content = new.content AND known.name IS new.name
        AND known.tool_calls IS new.tool_calls AND known.tool_call_id IS new.tool_call_id
        """

    private static let columns = """
        parent_uid, root_uid, kind, status, name, title, note, input, parameters, metadata, started_us, first_us, chunks, lost, \
        model, duration_us, end_us, end_seq, handler_failures, input_tokens, output_tokens, usage, finish, finishes, error, \
        reason
        """

    private static let ends = """
        status, model, duration_us, end_us, end_seq, handler_failures, input_tokens, output_tokens, usage, finish, finishes, \
        error, reason
        """
}

extension String {
    /// Names of columns, each of the table `new`.
    fileprivate var qualified: String { split(separator: ", ").map { "new.\($0)" }.joined(separator: ", ") }
}
