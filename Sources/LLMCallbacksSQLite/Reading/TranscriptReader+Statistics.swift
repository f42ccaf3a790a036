// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// Numbers over runs, by group; groups in the order of their values.
    ///
    /// - Parameters:
    ///   - query: Which runs. Order, limit and offset are not looked at.
    ///   - properties: What makes a group; none makes one group of all.
    ///   - prices: What the models cost.
    public func statistics(
        _ query: RunQuery = RunQuery(),
        by properties: [RunStatistics.Property] = [],
        prices: (any PriceProvider)? = nil
    ) throws -> [RunStatistics] {
        try read("count runs") { db in
            let condition = try query.condition(db)
            let status = try RecordedStatus.column(db)
            let keys = properties.map { "CAST(\($0 == .status ? status : $0.column) AS BLOB)" }
            let sql = """
                SELECT \(status), run.chunks, run.input_tokens, run.output_tokens, run.first_us, run.duration_us,
                    \(prices == nil ? "NULL" : "run.usage") AS usage, coalesce(run.model, run.name) AS model, run.started_us
                \(keys.map { ", \($0)" }.joined())
                FROM run \(properties.contains(.tag) ? "JOIN tag ON tag.run_id = run.id" : "") WHERE \(condition.sql)
                """
            var groups: [[String]: RunStatistics] = [:]
            let rows = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(condition.values))
            while let row = try rows.next() {
                let key = properties.indices.map { (row[9 + $0] as DatabaseText?)?.text ?? "" }
                try groups[key, default: RunStatistics(group: key)].add(row, prices)
            }
            return groups.values.sorted { $0.group.lexicographicallyPrecedes($1.group) }.map(\.sorted)
        }
    }
}

extension RunStatistics.Property {
    fileprivate var column: String {
        switch self {
        case .day: "strftime('%Y-%m-%d', run.started_us / 1000000, 'unixepoch')"
        case .model: "coalesce(run.model, run.name)"
        case .tag: "tag.name"
        case .status: "run.status"
        case .kind: "run.kind"
        case .session: "(SELECT uid FROM session WHERE session.id = run.session_id)"
        }
    }
}

extension RunStatistics {
    fileprivate mutating func add(_ row: Row, _ prices: (any PriceProvider)?) throws {
        runs += 1
        switch try RecordedStatus(rawValue: row.value(at: 0) ?? "") {
        case .failed: failed += 1
        case .cancelled: cancelled += 1
        case .interrupted: interrupted += 1
        default: break
        }
        // In a damaged file numbers may be of any size.
        chunks &+= try row.value(at: 1) as Int? ?? 0
        inputTokens &+= try row.value(at: 2) as Int? ?? 0
        outputTokens &+= try row.value(at: 3) as Int? ?? 0
        if let prices { try addCost(row, prices) }
        guard let first = try row.value(at: 4) as Int64? else { return }
        timesToFirstToken.append(.microseconds(first))
        if let tokens = try row.value(at: 3) as Int?, let total = try row.value(at: 5) as Int64?, total > first {
            outputRates.append(Double(tokens) / ((Double(total) - Double(first)) / 1e6))
        }
    }

    private mutating func addCost(_ row: Row, _ prices: any PriceProvider) throws {
        let time = try WallTime(microsecondsSinceEpoch: row.value("started_us") as Int64? ?? 0)
        guard let usage = row.json("usage").flatMap({ TokenUsage(json: $0) }), let model = row.text("model"),
            let quote = prices.quote(forModel: model, at: time, serviceTier: usage.serviceTier),
            let amount = usage.cost(at: quote)?.amount, let sum = (cost ?? .zero).adding(amount)
        else {
            return
        }
        cost = sum
        pricedRuns += 1
    }

    fileprivate var sorted: RunStatistics {
        var sorted = self
        sorted.timesToFirstToken.sort()
        sorted.outputRates.sort()
        return sorted
    }
}
