// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TranscriptSchema {
    /// Sessions, runs as a tree, what went in, every piece of what came out with its time, other events, and search.
    ///
    /// The comments inside become part of the file and of Docs/Schema.md. Times named `_us` are microseconds: `started_us`,
    /// `opened_us`, `seen_us` and `at_us` since 1970-01-01T00:00:00Z, all others since the start of the run.
    static let version1 = """
        CREATE TABLE writer (
            -- One row for each program that recorded here, to tell live runs from those whose program died.
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            application TEXT NOT NULL, -- name of the program
            host TEXT NOT NULL, -- machine, and process namespace where there is one
            boot TEXT NOT NULL, -- changes when the machine starts anew
            pid INTEGER NOT NULL,
            process_start TEXT NOT NULL, -- tells a process from a later one with its number
            opened_us INTEGER NOT NULL,
            seen_us INTEGER NOT NULL -- last sign of life, every 30 seconds at most
        );
        CREATE TABLE session (
            -- Runs that belong together over time, such as a conversation.
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE, -- the name that the program gave it; else the id of its first run
            title TEXT,
            note TEXT,
            started_us INTEGER NOT NULL
        );
        CREATE INDEX session_by_start ON session (started_us);
        CREATE TABLE run (
            -- One row for each run: of a model, chain, tool, retriever, agent or another kind.
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE, -- UUID of version 7
            session_id INTEGER NOT NULL REFERENCES session (id),
            writer_id INTEGER NOT NULL REFERENCES writer (id),
            parent_uid TEXT, -- the run around this one; may not be in this file
            root_uid TEXT, -- the outermost run around this one; NULL if this is it
            kind TEXT NOT NULL,
            status TEXT NOT NULL, -- running, ended, failed, cancelled or interrupted (its program died)
            name TEXT NOT NULL, -- for a model's run the model that was asked
            model TEXT, -- the model that answered, where the server named another
            title TEXT,
            note TEXT,
            input TEXT, -- JSON: input of a run that is no model's
            parameters TEXT, -- JSON
            metadata TEXT, -- JSON
            started_us INTEGER NOT NULL,
            first_us INTEGER, -- time to the first piece that was not empty
            duration_us INTEGER,
            end_us INTEGER, -- time of the terminal event
            end_seq INTEGER, -- number of the terminal event
            chunks INTEGER NOT NULL DEFAULT 0, -- pieces stored
            lost INTEGER NOT NULL DEFAULT 0, -- pieces that could not be stored
            handler_failures INTEGER NOT NULL DEFAULT 0,
            input_tokens INTEGER, -- last value that the model told, as are all parts of usage
            output_tokens INTEGER,
            usage TEXT, -- JSON: all counts, and who counted
            finish TEXT, -- finish reason of choice 0
            finishes TEXT, -- JSON: finish reasons of all choices, where there are several
            error TEXT, -- JSON: kind, message, and status and requestID where there are
            reason TEXT -- why it was cancelled: task, abandoned, or stopped: and a text
        );
        CREATE INDEX run_by_session ON run (session_id, started_us);
        CREATE INDEX run_by_start ON run (started_us);
        CREATE INDEX run_by_parent ON run (parent_uid) WHERE parent_uid IS NOT NULL;
        CREATE INDEX run_alive ON run (writer_id) WHERE status = 'running';
        CREATE TABLE tag (
            run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            pos INTEGER NOT NULL, -- order within the run
            PRIMARY KEY (run_id, name)
        ) WITHOUT ROWID;
        CREATE INDEX tag_by_name ON tag (name);
        CREATE TABLE message (
            -- Messages that went into runs. Equal messages are stored once.
            id INTEGER PRIMARY KEY,
            hash INTEGER NOT NULL, -- FNV-1a of all that follows, to find an equal message by
            role TEXT NOT NULL,
            content TEXT NOT NULL,
            name TEXT,
            tool_calls TEXT, -- JSON
            tool_call_id TEXT
        );
        CREATE INDEX message_by_hash ON message (hash);
        CREATE TABLE run_input (
            run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
            pos INTEGER NOT NULL,
            message_id INTEGER NOT NULL REFERENCES message (id),
            PRIMARY KEY (run_id, pos)
        ) WITHOUT ROWID;
        CREATE INDEX run_input_by_message ON run_input (message_id);
        CREATE TABLE output (
            -- What came out: one row for each lane of each choice. Empty while the run is under way.
            run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
            lane INTEGER NOT NULL, -- number within the run, in order of appearance
            choice INTEGER NOT NULL,
            kind TEXT NOT NULL, -- text, reasoning, refusal or toolCall
            slot INTEGER, -- place of a tool call among those of its choice
            call_id TEXT,
            call_name TEXT,
            replaced INTEGER NOT NULL DEFAULT 0, -- bytes at the beginning of text that the model took back
            text TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (run_id, lane)
        ) WITHOUT ROWID;
        CREATE TABLE timing (
            -- When which piece came, for the whole run: see Docs/Schema.md for the bytes.
            run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
            data BLOB NOT NULL
        );
        CREATE TABLE segment (
            -- Pieces of runs under way, in order of arrival over all lanes. Removed when the run is over.
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL,
            text BLOB NOT NULL,
            timing BLOB NOT NULL
        );
        CREATE TABLE event (
            -- All other events: retry, custom, handlerFailed, dropped. Data as in JSON Lines.
            run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            t_us INTEGER NOT NULL,
            kind TEXT NOT NULL,
            data TEXT NOT NULL, -- JSON
            PRIMARY KEY (run_id, seq)
        ) WITHOUT ROWID;
        CREATE TABLE deletion (
            -- A receipt for everything that was deleted on purpose.
            id INTEGER PRIMARY KEY,
            at_us INTEGER NOT NULL,
            rule TEXT NOT NULL, -- what was asked for
            runs INTEGER NOT NULL,
            chunks INTEGER NOT NULL,
            bytes INTEGER NOT NULL, -- of text and timing
            uids TEXT NOT NULL -- JSON: the runs
        );
        CREATE VIEW search_source AS
            -- What the search index is made of: the messages after the last answer in the input, and the whole output.
            SELECT
                run.id AS run_id,
                coalesce((
                    SELECT group_concat(content, char(10)) FROM (
                        SELECT message.content FROM run_input JOIN message ON message.id = run_input.message_id
                        WHERE run_input.run_id = run.id AND run_input.pos > coalesce((
                            SELECT max(earlier.pos) FROM run_input AS earlier
                            JOIN message AS answer ON answer.id = earlier.message_id
                            WHERE earlier.run_id = run.id AND answer.role = 'assistant'), -1)
                        ORDER BY run_input.pos)
                ), run.input) AS input,
                (
                    SELECT group_concat(text, char(10)) FROM (
                        SELECT output.text FROM output WHERE output.run_id = run.id ORDER BY output.lane)
                ) AS output
            FROM run;
        CREATE VIRTUAL TABLE search USING fts5 (
            input, output,
            content = 'search_source', content_rowid = 'run_id', tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE VIEW answer AS
            -- The text of choice 0 of each run that is over.
            SELECT
                run.uid,
                CAST(substr(CAST(output.text AS BLOB), output.replaced + 1) AS TEXT) AS text
            FROM run JOIN output ON output.run_id = run.id
            WHERE output.choice = 0 AND output.kind = 'text';
        """
}
