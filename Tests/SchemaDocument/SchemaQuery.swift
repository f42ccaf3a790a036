// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Something to paste.
struct SchemaQuery {
    let title: String
    let sql: String

    static let all = [
        SchemaQuery(
            title: "The newest runs",
            sql: """
                SELECT uid, datetime(started_us / 1000000, 'unixepoch', 'localtime') AS started, status, coalesce(model, name) AS model,
                    chunks, first_us / 1e6 AS first_token, duration_us / 1e6 AS seconds
                FROM run ORDER BY started_us DESC LIMIT 20;
                """
        ),
        SchemaQuery(
            title: "What went into a run",
            sql: """
                SELECT message.role, message.content
                FROM run JOIN run_input ON run_input.run_id = run.id JOIN message ON message.id = run_input.message_id
                WHERE run.uid = (SELECT uid FROM run ORDER BY started_us DESC LIMIT 1)
                ORDER BY run_input.pos;
                """
        ),
        SchemaQuery(
            title: "What came out of it",
            sql: """
                SELECT text FROM answer WHERE uid = (SELECT uid FROM run ORDER BY started_us DESC LIMIT 1);
                """
        ),
        SchemaQuery(
            title: "All of its lanes",
            sql: """
                SELECT output.choice, output.kind, output.call_name, output.text
                FROM run JOIN output ON output.run_id = run.id
                WHERE run.uid = (SELECT uid FROM run ORDER BY started_us DESC LIMIT 1)
                ORDER BY lane;
                """
        ),
        SchemaQuery(title: "Each of its pieces, with its time in milliseconds", sql: pieces),
        SchemaQuery(
            title: "What else happened in it",
            sql: """
                SELECT event.seq, event.t_us / 1e6 AS seconds, event.kind, event.data
                FROM run JOIN event ON event.run_id = run.id
                WHERE run.uid = (SELECT uid FROM run ORDER BY started_us DESC LIMIT 1)
                ORDER BY event.seq;
                """
        ),
        SchemaQuery(
            title: "Runs with these words; what is between double quotes is one phrase",
            sql: """
                SELECT run.uid, snippet(search, -1, '[', ']', '…', 12) AS found
                FROM search JOIN run ON run.id = search.rowid
                WHERE search MATCH '"to be" OR "song"'
                ORDER BY rank LIMIT 20;
                """
        ),
        SchemaQuery(
            title: "Runs and the runs inside them",
            sql: """
                WITH RECURSIVE tree (uid, depth, path) AS (
                    SELECT uid, 0, uid FROM run WHERE parent_uid IS NULL
                    UNION ALL
                    SELECT run.uid, depth + 1, path || '/' || run.uid FROM run JOIN tree ON run.parent_uid = tree.uid
                )
                SELECT substr('                ', 1, 2 * depth) || run.kind || ' ' || run.name AS run, run.status
                FROM tree JOIN run USING (uid) ORDER BY path;
                """
        ),
        SchemaQuery(
            title: "Tokens by day and model, as models told them",
            sql: """
                SELECT date(started_us / 1000000, 'unixepoch', 'localtime') AS day, coalesce(model, name) AS model, count(*) AS runs,
                    sum(input_tokens) AS tokens_in, sum(output_tokens) AS tokens_out
                FROM run WHERE kind = 'model' GROUP BY 1, 2 ORDER BY 1 DESC, 2;
                """
        ),
        SchemaQuery(
            title: "Sessions, the one used last first",
            sql: """
                SELECT session.uid, session.title, count(*) AS runs,
                    datetime(max(run.started_us) / 1000000, 'unixepoch', 'localtime') AS last
                FROM session JOIN run ON run.session_id = session.id GROUP BY session.id ORDER BY max(run.started_us) DESC LIMIT 20;
                """
        ),
        SchemaQuery(
            title: "Failed runs",
            sql: """
                SELECT uid, json_extract(error, '$.kind') AS kind, json_extract(error, '$.message') AS message
                FROM run WHERE status = 'failed' ORDER BY started_us DESC LIMIT 20;
                """
        ),
        SchemaQuery(
            title: "Runs with a tag",
            sql: """
                SELECT run.uid, run.name FROM tag JOIN run ON run.id = tag.run_id
                WHERE tag.name = 'poem' ORDER BY run.started_us DESC LIMIT 20;
                """
        ),
        SchemaQuery(
            title: "Runs under way, or so left by a program that died, with how far they are stored",
            sql: """
                SELECT run.uid, writer.application, writer.pid, datetime(writer.seen_us / 1000000, 'unixepoch') AS seen,
                    (SELECT coalesce(sum(length(text)), 0) FROM segment WHERE segment.run_id = run.id) AS bytes
                FROM run JOIN writer ON writer.id = run.writer_id WHERE run.status = 'running';
                """
        ),
        SchemaQuery(
            title: "Runs of which something is missing",
            sql: "SELECT uid, status, chunks, lost FROM run WHERE lost > 0;"
        ),
        SchemaQuery(
            title: "What was deleted on purpose",
            sql: """
                SELECT datetime(at_us / 1000000, 'unixepoch', 'localtime') AS at, rule, runs, chunks, bytes FROM deletion ORDER BY id DESC;
                """
        ),
    ]

    /// Reads `timing.data` byte by byte. `state` is the varint within the record: 0 head, 1 lane, 2 extras, 3 gap, 4 pieces, 5 id,
    /// 6 name, 7 length.
    private static let pieces = """
        WITH RECURSIVE
            source (id, data) AS (
                SELECT run.id, timing.data FROM run JOIN timing ON timing.run_id = run.id
                WHERE run.uid = (SELECT uid FROM run ORDER BY started_us DESC LIMIT 1)
            ),
            place (pos) AS (SELECT 1 UNION ALL SELECT pos + 1 FROM place JOIN source WHERE pos < length(data)),
            byte (pos, low, goes_on) AS MATERIALIZED (
                SELECT pos, (instr('0123456789ABCDEF', substr(digits, 1, 1)) - 1) % 8 * 16
                        + instr('0123456789ABCDEF', substr(digits, 2, 1)) - 1,
                    digits >= '80'
                FROM (SELECT pos, hex(substr(data, pos, 1)) AS digits FROM place JOIN source WHERE length(data) > 0)
            ),
            -- One row a byte: which varint of the record it is in, that varint so far, and the record so far.
            scan (pos, state, shift, number, us, lane, flags, extras, length) AS (
                SELECT 1, 0, 0, 0, 0, 0, 0, 0, NULL
                UNION ALL
                SELECT
                    scan.pos + 1 + iif(goes_on OR state NOT IN (5, 6), 0, number + (low << shift)),
                    CASE
                        WHEN goes_on THEN state
                        WHEN state = 0 THEN CASE iif(shift = 0, low & 3, flags) WHEN 0 THEN 7 WHEN 2 THEN 2 ELSE 1 END
                        WHEN state = 1 AND flags & 2 THEN 2
                        WHEN state = 2 AND low & 1 THEN 3
                        WHEN state = 2 AND low & 2 OR state = 3 AND extras & 2 THEN 4
                        WHEN state = 2 AND low & 8 OR state IN (3, 4) AND extras & 8 THEN 5
                        WHEN state = 5 THEN 6
                        WHEN state = 7 THEN 0
                        ELSE 7
                    END,
                    iif(goes_on, shift + 7, 0),
                    iif(goes_on, number + (low << shift), 0),
                    us + iif(goes_on OR state <> 0, 0, (number + (low << shift)) >> 2),
                    iif(goes_on OR state <> 1, lane, number + (low << shift)),
                    iif(state = 0 AND shift = 0, low & 3, flags),
                    iif(state = 2, low, extras),
                    iif(goes_on OR state <> 7, NULL, number + (low << shift))
                FROM scan JOIN byte ON byte.pos = scan.pos
            ),
            piece AS (
                SELECT us, lane, length, pos, sum(length) OVER (PARTITION BY lane ORDER BY pos) - length AS start
                FROM scan WHERE length IS NOT NULL
            )
        SELECT us / 1000.0 AS ms, output.kind, CAST(substr(CAST(output.text AS BLOB), start + 1, length) AS TEXT) AS text
        FROM source JOIN piece JOIN output ON output.run_id = source.id AND output.lane = piece.lane
        ORDER BY pos;
        """
}
