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
            // Only these two can be another than the row says.
            let isOpen = statuses.contains(.running) != statuses.contains(.interrupted)
            all.append(Self.column(isOpen ? try RecordedStatus.column(db) : "run.status", in: statuses.map(\.rawValue)))
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

    /// The condition where only the newest of some models are wanted: each of them has an index in which they come first. What is left
    /// of these few is sorted. `nil` where that does not hold, or too many names fit.
    func newestOfModels(_ db: Database) throws -> Condition? {
        guard order == .newestFirst, let limit, !models.isEmpty, models.count <= Self.maxNames else { return nil }
        var others = self
        others.models = []
        let condition = try others.condition(db)
        let count = max(0, limit).addingReportingOverflow(max(0, offset))
        var each: [Condition] = []
        for column in ["name", "model"] {
            for model in models {
                guard let names = try Self.names(of: model, in: column, db) else { return nil }
                each += names.map { name in
                    Condition(
                        sql: """
                            SELECT id FROM (SELECT run.id FROM run WHERE run.\(column) = CAST(? AS TEXT) AND \(condition.sql)
                                ORDER BY run.started_us DESC, run.id DESC LIMIT \(count.overflow ? -1 : count.partialValue))
                            """,
                        values: [name] + condition.values
                    )
                }
                guard each.count <= Self.maxNames, each.count * (condition.values.count + 1) <= Self.maxValues else {
                    return nil
                }
            }
        }
        return Condition(
            sql: "run.id IN (\(each.map(\.sql).joined(separator: " UNION ALL ")))",
            values: each.flatMap(\.values)
        )
    }

    /// More names, or more values, in one query are not sought one by one: SQLite joins at most 500 queries into one, and takes
    /// 32,766 values. <https://sqlite.org/limits.html>
    private static let (maxNames, maxValues) = (64, 16_384)

    /// What a model of a query may be called in a column; `nil` if that is too much, or cannot be told.
    private static func names(of model: String, in column: String, _ db: Database) throws -> [DatabaseText]? {
        guard let star = model.firstIndex(of: "*") else { return [DatabaseText(model)] }
        // `GLOB` reads a pattern up to its first NUL.
        guard !model.utf8.contains(0) else { return nil }
        return try ModelNames(column: column).matching(globbing(model), prefix: String(model[..<star]), db)
    }

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
