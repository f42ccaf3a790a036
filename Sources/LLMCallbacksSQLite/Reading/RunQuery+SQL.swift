// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks

extension RunQuery {
    /// A piece of SQL with the values that it needs.
    struct Condition {
        var sql: String
        var values: [any DatabaseValueConvertible]
    }

    /// What follows `WHERE`: true for the runs that are wanted.
    func condition(_ db: Database) throws -> Condition {
        var all: [Condition] = []
        if let since { all.append(Condition(sql: "run.started_us >= ?", values: [since.microsecondsSinceEpoch])) }
        if let until { all.append(Condition(sql: "run.started_us < ?", values: [until.microsecondsSinceEpoch])) }
        if !models.isEmpty { all.append(modelCondition) }
        if !tags.isEmpty {
            let names = Self.anyOf(tags.map(DatabaseText.init))
            all.append(
                Condition(sql: "run.id IN (SELECT run_id FROM tag WHERE name IN (\(names.sql)))", values: names.values)
            )
        }
        if !statuses.isEmpty {
            all.append(Self.column(try RecordedStatus.column(db), in: statuses.map(\.rawValue)))
        }
        if !kinds.isEmpty { all.append(Self.column("run.kind", in: kinds.map(\.rawValue))) }
        if let session {
            let sql = "run.session_id = (SELECT id FROM session WHERE uid = CAST(? AS TEXT))"
            all.append(Condition(sql: sql, values: [DatabaseText(session)]))
        }
        if let parent { all.append(Condition(sql: "run.parent_uid = ?", values: [parent.description])) }
        if isRoot { all.append(Condition(sql: "run.parent_uid IS NULL", values: [])) }
        return Condition(
            sql: all.isEmpty ? "1" : all.map(\.sql).joined(separator: " AND "),
            values: all.flatMap(\.values)
        )
    }

    /// What follows `ORDER BY`, with limit and offset.
    var ordering: String {
        let key =
            switch order {
            case .newestFirst: "run.started_us DESC, run.id DESC"
            case .oldestFirst: "run.started_us, run.id"
            case .longestFirst: "run.duration_us DESC, run.id DESC"
            case .slowestStartFirst: "run.first_us DESC, run.id DESC"
            case .mostChunksFirst: "run.chunks DESC, run.id DESC"
            case .mostTokensFirst:
                "coalesce(run.input_tokens, 0) + coalesce(run.output_tokens, 0) DESC, run.id DESC"
            }
        return "\(key) \(bounds)"
    }

    var bounds: String { "LIMIT \(limit.map { max(0, $0) } ?? -1) OFFSET \(max(0, offset))" }

    private var modelCondition: Condition {
        let each = models.map { model in
            let pattern = DatabaseText(Self.globbing(model))
            return Condition(
                sql: "(run.name GLOB CAST(? AS TEXT) OR run.model GLOB CAST(? AS TEXT))",
                values: [pattern, pattern]
            )
        }
        return Condition(sql: "(\(each.map(\.sql).joined(separator: " OR ")))", values: each.flatMap(\.values))
    }

    /// The name as a pattern in which only the star is special.
    private static func globbing(_ model: String) -> String {
        model.map { "?[".contains($0) ? "[\($0)]" : String($0) }.joined()
    }

    private static func anyOf(_ texts: [DatabaseText]) -> Condition {
        Condition(sql: texts.map { _ in "CAST(? AS TEXT)" }.joined(separator: ", "), values: texts)
    }

    private static func column(_ name: String, in texts: [String]) -> Condition {
        let list = anyOf(texts.map(DatabaseText.init))
        return Condition(sql: "\(name) IN (\(list.sql))", values: list.values)
    }
}
