// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

extension TranscriptReader {
    /// Runs in which something is found: the best first, unless the query wants the newest. Runs under way are not yet
    /// searched.
    ///
    /// - Returns: Nothing where the query holds no word.
    /// - Throws: ``TranscriptError`` if the file cannot be read, or an expression is none.
    public func search(_ query: SearchQuery) throws -> [SearchHit] {
        let words = query.isExpression ? nil : SearchExpression(query.text)
        let expression = query.isExpression ? query.text : words?.expression
        let literals = words?.literals ?? []
        guard expression != nil || !literals.isEmpty else { return [] }
        return try read("search") { db in
            let found =
                if let expression {
                    try Self.find(expression, literals, query, db)
                } else {
                    try Self.scan(literals, query, db)
                }
            return try found.compactMap { id, snippet in
                try Self.runs("run.id = ?", [id], ordering: "run.id", db).first.map {
                    SearchHit(run: $0, snippet: snippet)
                }
            }
        }
    }

    /// Runs whose input or output fulfils a condition, such as a regular expression. Reads every text.
    ///
    /// - Parameter isMatch: Called with the input, then with the output, until it returns `true`.
    public func runs(_ query: RunQuery = RunQuery(), whereText isMatch: (String) throws -> Bool) throws -> [RecordedRun]
    {
        try read("search") { db in
            let sql = "SELECT CAST(input AS BLOB), CAST(output AS BLOB) FROM search_source WHERE run_id = ?"
            let statement = try db.cachedStatement(sql: sql)
            return try Self.runs(query, db).filter { run in
                guard let row = try Row.fetchOne(statement, arguments: [run.rowID]) else { return false }
                let texts = try [row.value(at: 0) as DatabaseText?, row.value(at: 1)].compactMap(\.?.text)
                return try texts.contains(where: isMatch)
            }
        }
    }

    private static func find(
        _ expression: String,
        _ literals: [String],
        _ query: SearchQuery,
        _ db: Database
    ) throws -> [(Int64, [SearchHit.Part])] {
        let condition = try query.runs.condition(db)
        let oldest = try oldestRanked(expression, query, literals.isEmpty && condition.values.isEmpty, db)
        let sql = """
            SELECT run.id FROM search JOIN run ON run.id = search.rowid
            WHERE search MATCH ? AND \(condition.sql) AND search.rowid >= \(oldest)
            ORDER BY \(query.isNewestFirst ? "run.started_us DESC" : "search.rank")
            \(literals.isEmpty ? query.runs.bounds : "")
            """
        let values: [any DatabaseValueConvertible] = [expression] + condition.values
        let found = try Int64.fetchCursor(db, sql: sql, arguments: StatementArguments(values))
        let ids = literals.isEmpty ? try Array(found) : try texts(found, having: literals, query.runs, db)
        if !ids.isEmpty { try ExcerptFunction.install(in: db) }
        return try ids.map { id in (id, try snippet(of: expression, in: id, query, db)) }
    }

    /// Of some runs, in their order, those whose texts have all of the literals: as many as are wanted, so that no more texts are
    /// read than that takes.
    private static func texts(
        _ runs: some Cursor<Int64>,
        having literals: [String],
        _ query: RunQuery,
        _ db: Database
    ) throws -> [Int64] {
        let sql = """
            SELECT EXISTS (
                SELECT 1 FROM output WHERE run_id = ?1 AND instr(lower(text), lower(CAST(?2 AS TEXT))) > 0
            ) OR EXISTS (
                SELECT 1 FROM search_source WHERE run_id = ?1 AND instr(lower(input), lower(CAST(?2 AS TEXT))) > 0
            )
            """
        let check = try db.cachedStatement(sql: sql)
        let literals = literals.map(DatabaseText.init)
        let matching = runs.filter { run in
            try literals.allSatisfy { try Bool.fetchOne(check, arguments: [run, $0]) == true }
        }
        let wanted = matching.dropFirst(max(0, query.offset))
        return if let limit = query.limit { try Array(wanted.prefix(max(0, limit))) } else { try Array(wanted) }
    }

    /// The row from which on finds are weighed: what nearly every run has says nothing about which is meant, and weighing a
    /// hundred thousand of them takes as long as it takes.
    private static func oldestRanked(
        _ expression: String,
        _ query: SearchQuery,
        _ isUnconditional: Bool,
        _ db: Database
    ) throws -> Int64 {
        guard isUnconditional, let limit = query.runs.limit, limit <= mostRanked, query.runs.offset <= mostRanked else {
            return 0
        }
        let sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
        let statement = try db.cachedStatement(sql: sql)
        return try Int64.fetchOne(statement, arguments: [expression, 2 * mostRanked - 1]) ?? 0
    }

    private static let mostRanked = 1000

    /// What stands around the finds in one run. A query of its own: in the one that sorts, it would be made for every run.
    private static func snippet(
        of expression: String,
        in run: Int64,
        _ query: SearchQuery,
        _ db: Database
    ) throws -> [SearchHit.Part] {
        let sql = "SELECT \(ExcerptFunction.name)(search, ?) FROM search WHERE search MATCH ? AND rowid = ?"
        let arguments: StatementArguments = [min(max(query.contextWords, 1), 64), expression, run]
        let excerpt = try Data.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
        return ExcerptFunction.parts(Array(excerpt ?? Data()))
    }

    /// Looks into every text, for words that the index cannot find.
    private static func scan(
        _ literals: [String],
        _ query: SearchQuery,
        _ db: Database
    ) throws -> [(Int64, [SearchHit.Part])] {
        let condition = try query.runs.condition(db)
        let checks = literals.map { _ in literalCondition }.joined(separator: " AND ")
        let sql = """
            SELECT run.id, CAST(search.input AS BLOB), CAST(search.output AS BLOB)
            FROM search_source AS search JOIN run ON run.id = search.run_id
            WHERE \(checks) AND \(condition.sql) ORDER BY run.started_us DESC \(query.runs.bounds)
            """
        let values: [any DatabaseValueConvertible] =
            literals.flatMap { [DatabaseText($0), DatabaseText($0)] } + condition.values
        return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(values)).map { row in
            let texts = try [row.value(at: 1) as DatabaseText?, row.value(at: 2)].compactMap(\.?.text)
            return (try row.value(at: 0), texts.lazy.compactMap { around(literals[0], in: $0) }.first ?? [])
        }
    }

    private static let literalCondition = """
        (instr(lower(search.input), lower(CAST(? AS TEXT))) > 0 OR instr(lower(search.output), lower(CAST(? AS TEXT))) > 0)
        """

    /// The first find of a literal, with some text around it.
    private static func around(_ literal: String, in text: String) -> [SearchHit.Part]? {
        guard let range = text.lowercased().firstRange(of: literal.lowercased()) else { return nil }
        let folded = text.lowercased()
        let start = folded.index(range.lowerBound, offsetBy: -40, limitedBy: folded.startIndex) ?? folded.startIndex
        let end = folded.index(range.upperBound, offsetBy: 40, limitedBy: folded.endIndex) ?? folded.endIndex
        // Case folding may change lengths; where it did, the folded text is shown.
        let shown = folded.utf8.count == text.utf8.count ? text : folded
        return [
            SearchHit.Part(text: String(shown[start..<range.lowerBound]), isMatch: false),
            SearchHit.Part(text: String(shown[range]), isMatch: true),
            SearchHit.Part(text: String(shown[range.upperBound..<end]), isMatch: false),
        ].filter { !$0.text.isEmpty }
    }
}
