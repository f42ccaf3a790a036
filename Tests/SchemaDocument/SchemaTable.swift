// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// One table or view of the database, with what its own SQL says about it.
struct SchemaTable {
    let name: String
    let kind: String
    let remark: String
    let columns: [Column]
    let indexes: [String]
    let hasRowID: Bool

    struct Column {
        let name: String
        let type: String
        let isRequired: Bool
        let isKey: Bool
        let reference: String?
        let remark: String
    }

    /// All of them, in the order in which they were made; without the tables that SQLite keeps for itself and for the search index.
    static func all(_ db: Database) throws -> [SchemaTable] {
        let sql = """
            SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view')
                AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\__%' ESCAPE '\\' OR name = 'search_source'
            ORDER BY rowid
            """
        return try Row.fetchAll(db, sql: sql).map {
            try SchemaTable(name: $0["name"], kind: $0["type"], sql: $0["sql"], db)
        }
    }

    private init(name: String, kind: String, sql: String, _ db: Database) throws {
        self.name = name
        self.kind = sql.contains("VIRTUAL") ? "search index" : kind
        let lines = sql.split(separator: "\n").map { $0.trimmed }
        remark = lines.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)).trimmed }.joined(separator: " ")
        hasRowID = !sql.contains("WITHOUT ROWID")
        let references = try Row.fetchAll(db, sql: "SELECT * FROM pragma_foreign_key_list(?)", arguments: [name])
        columns = try Row.fetchAll(db, sql: "SELECT * FROM pragma_table_info(?)", arguments: [name]).map { row in
            let column = row["name"] as String
            let reference = references.first { $0["from"] == column }
            return Column(
                name: column,
                type: row["type"],
                isRequired: row["notnull"] || row["pk"] as Int > 0,
                isKey: row["pk"] as Int > 0,
                reference: reference.map { "\($0["table"] as String).\($0["to"] as String)" },
                remark: Self.remark(on: column, in: lines)
            )
        }
        let made =
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
        indexes = try String.fetchAll(db, sql: made, arguments: [name])
    }

    /// What is said behind a column where it is declared.
    private static func remark(on column: String, in lines: [String]) -> String {
        guard let line = lines.first(where: { $0.hasPrefix("\(column) ") }), let start = line.firstRange(of: "-- ")
        else {
            return ""
        }
        return String(line[start.upperBound...])
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
