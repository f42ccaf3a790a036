// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacksSQLite

/// Writes `Docs/Schema.md` to standard output: the tables of a new transcript, as the database itself has them, with what the
/// comments in its own SQL say; and queries for the plain `sqlite3` program. See `scripts/schema`.
@main
enum SchemaDocument {
    static func main() throws {
        let database = try DatabaseQueue()
        // Makes the schema.
        let editor = try TranscriptEditor(database)
        let tables = try database.read { db in try SchemaTable.all(db) }
        let facts = try database.read { db in
            (
                application: try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            )
        }
        _ = editor
        var page = SchemaPage()
        page.introduction(application: facts.application, version: facts.version)
        page.list(tables)
        page.encodings()
        page.queries()
        FileHandle.standardOutput.write(Data(page.text.utf8))
    }
}
