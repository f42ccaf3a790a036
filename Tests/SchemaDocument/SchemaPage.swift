// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The document, as far as it has been written.
struct SchemaPage {
    private(set) var text = ""

    private mutating func line(_ line: String = "") { text += line + "\n" }

    mutating func introduction(application: Int, version: Int) {
        line(
            "<!-- Made by scripts/schema from the database itself. Do not edit: change what it says there, and run it again. -->"
        )
        line()
        line("# The transcript file")
        line()
        line(
            """
            A transcript is an SQLite database. This page says what is in it, for those who read it with other tools. Read as much as you
            like, while programs record; write only through `TranscriptEditor` or `llmcallbacks`, which keep the search index right.

            | | |
            |---|---|
            | `PRAGMA application_id` | \(application), "LLMC" |
            | `PRAGMA user_version` | \(version), the number of this schema |
            | `PRAGMA auto_vacuum` | 2, incremental: who closes the file gives free pages back. 0 in a file of an earlier version, until VACUUM |
            | journal | WAL: what is new is in `…-wal`, beside the file. To copy the file, use `VACUUM INTO` or `llmcallbacks db backup` |
            | needs | SQLite 3.35 or later, with FTS5 |

            A program that knows an older schema refuses the file; one that knows a newer one brings it up to date. Columns and tables are
            only ever added. Times are whole microseconds: `started_us`, `opened_us`, `seen_us` and `at_us` since 1970-01-01T00:00:00Z, all
            others since the start of the run, by a clock that never runs backwards. Text is UTF-8 and may hold NUL: `CAST(x AS BLOB)` gives
            all of it.
            """
        )
        line()
    }

    mutating func list(_ tables: [SchemaTable]) {
        line("## Tables")
        line()
        for table in tables {
            line("### \(table.name)")
            line()
            let kind = table.kind == "table" ? "" : "(\(table.kind)) "
            line(kind + (table.remark.isEmpty ? Self.remarks[table.name] ?? "" : table.remark))
            line()
            line("| column | type | |")
            line("|---|---|---|")
            for column in table.columns { line("| `\(column.name)` | \(type(of: column)) | \(remark(on: column)) |") }
            line()
            for index in table.indexes { line("- `\(index)`") }
            if !table.indexes.isEmpty { line() }
        }
    }

    /// What is said of tables that say nothing of themselves in the database.
    private static let remarks = [
        "tag": "Labels of runs, in order.",
        "run_input": "Which messages went into which run, in order.",
        "search": "Words of inputs and outputs, by run: `rowid` is `run.id`.",
    ]

    private func type(of column: SchemaTable.Column) -> String {
        column.type.isEmpty ? "" : column.isRequired ? column.type : "\(column.type) or NULL"
    }

    private func remark(on column: SchemaTable.Column) -> String {
        let key = column.isKey ? ["key"] : []
        let reference = column.reference.map { ["→ `\($0)`"] } ?? []
        let remark = column.remark.isEmpty ? [] : [column.remark]
        return (key + reference + remark).joined(separator: "; ")
    }

    mutating func encodings() {
        line("## Encodings")
        line()
        line(
            """
            **Pieces.** `output.text` has the whole text of a lane; where it was cut, and when each piece came, is in `timing.data`. It has one
            record a piece, in the order in which the pieces came, over all lanes. A record is a list of varints: whole numbers in seven bits a
            byte, lowest first, where all bytes but the last have the eighth bit.

            | varint | there if | meaning |
            |---|---|---|
            | head | always | microseconds since the record before (of the first: since the start of the run), times 4; plus 1 if the lane changes; plus 2 if there are extras |
            | lane | head has 1 | the lane of this and the next pieces: `output.lane` |
            | extras | head has 2 | a sum of: 1 numbers left out, 2 joined pieces, 4 replacement, 8 tool call |
            | gap | extras has 1 | how many numbers more than expected the piece's number is: events that were not recorded |
            | pieces | extras has 2 | how many pieces of the model it stands for; 0 for text that a redaction held back |
            | id | extras has 8 | the bytes of the call's id, then these bytes |
            | name | extras has 8 | the bytes of the function's name, then these bytes |
            | length | always | the bytes of the text in UTF-8; may be 0 |

            A piece's number is one more than that of the piece before, passing over those in `event.seq`; the first has number 1 or more. A
            replacement says that the lane's text begins anew: what came before stays in `output.text`, and `output.replaced` counts its bytes.

            **Runs under way** have their pieces in `segment`, in rows of some kilobytes: the texts of all lanes one after the other in `text`, and
            their records in `timing`. Taken in the order of `segment.id`, the records of a run read on from row to row. When the run is over they are in `output` and `timing`.

            **JSON** is as in JSON Lines: `usage`, `error`, `parameters`, `tool_calls` and the `data` of events have the keys that
            `JSONLinesEncoder` writes.

            **Ids.** `run.uid` is a UUID of version 7: it begins with the time at which it was made, so ids sort by that.
            """
        )
        line()
    }

    mutating func queries() {
        line("## Queries")
        line()
        line(
            "To be pasted into `sqlite3 -readonly sessions.sqlite`. Where one is about a single run, it is the newest: put another into `uid = …`."
        )
        line()
        for query in SchemaQuery.all {
            line("\(query.title):")
            line()
            line("```sql")
            line(query.sql)
            line("```")
            line()
        }
        text.removeLast()
    }
}
