// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks

extension TranscriptEditor {
    /// What would go with these runs: they, and all runs inside them.
    public func plan(deleting runs: [RecordedRun]) throws -> DeletionPlan {
        var found: [RunID: RecordedRun] = [:]
        var queue = runs
        while let run = queue.popLast() {
            guard found.updateValue(run, forKey: run.id) == nil else { continue }
            queue += try reader.children(of: run.id)
        }
        let names = runs.map { $0.id.description }.joined(separator: " ")
        return try plan(Array(found.values), rule: "rm \(names)")
    }

    /// What would go by a rule.
    ///
    /// - Returns: A plan for nothing if the rule sets no condition.
    public func plan(_ rule: PruneRule) throws -> DeletionPlan {
        guard !rule.isEmpty else { return try plan([], rule: rule.description) }
        var query = RunQuery()
        query.until = rule.startedBefore
        query.statuses = rule.statuses
        query.tags = rule.tags
        var wanted = try reader.runs(query)
        if let count = rule.keepNewest {
            var newest = RunQuery()
            newest.limit = count
            let kept = Set(try reader.runs(newest).map(\.id))
            wanted.removeAll { kept.contains($0.id) }
        }
        if let maxBytes = rule.maxBytes {
            let beyond = try oldest(beyond: maxBytes)
            wanted.removeAll { !beyond.contains($0.id) }
        }
        return try plan(wanted, rule: rule.description)
    }

    /// Deletes what was planned, but for runs that are under way by now. Its traces in the file, the search index and the log are
    /// overwritten.
    ///
    /// - Returns: The receipt, which is also kept.
    public func delete(_ plan: DeletionPlan) throws -> DeletionReceipt {
        let receipt = try write("delete runs") { db in
            let gone = try plan.runs.filter { try Deletion.delete($0, db) }
            let receipt = DeletionReceipt(
                at: .now,
                rule: plan.rule,
                runs: gone.map(\.id),
                chunkCount: gone.reduce(0) { $0 + $1.chunkCount },
                bytes: plan.bytes
            )
            try Deletion.sweep(db)
            try Deletion.keep(receipt, db)
            return receipt
        }
        try checkpoint()
        return receipt
    }

    /// What was deleted so far, newest first.
    public func receipts() throws -> [DeletionReceipt] {
        try reader.read("list deletions") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM deletion ORDER BY id DESC").map { row in
                try DeletionReceipt(
                    at: WallTime(microsecondsSinceEpoch: row.value("at_us")),
                    rule: row.value("rule"),
                    runs: row.json("uids")?.elements?.compactMap { $0.text.flatMap { RunID($0) } } ?? [],
                    chunkCount: row.value("chunks"),
                    bytes: row.value("bytes")
                )
            }
        }
    }

    private func plan(_ runs: [RecordedRun], rule: String) throws -> DeletionPlan {
        let finished = runs.filter { $0.status != .running }.sorted { $0.startedAt > $1.startedAt }
        let bytes = try reader.read("measure runs") { db in
            let sizes = try RunSizes(db)
            return try finished.reduce(0) { sum, run in try sum + sizes.bytes(of: run, db) }
        }
        return DeletionPlan(rule: rule, runs: finished, bytes: bytes, running: runs.filter { $0.status == .running })
    }

    /// The runs that are left over when the newest have taken so many bytes.
    private func oldest(beyond maxBytes: Int) throws -> Set<RunID> {
        let runs = try reader.runs()
        return try reader.read("measure runs") { db in
            let sizes = try RunSizes(db)
            var sum = 0
            var beyond: Set<RunID> = []
            for run in runs {
                sum += try sizes.bytes(of: run, db)
                if sum > maxBytes { beyond.insert(run.id) }
            }
            return beyond
        }
    }
}

extension PruneRule: CustomStringConvertible {
    /// The rule in words, as receipts have it.
    public var description: String {
        var words = ["prune"]
        if let startedBefore { words.append("started before \(startedBefore)") }
        if let keepNewest { words.append("keep \(keepNewest)") }
        if let maxBytes { words.append("max \(maxBytes) bytes") }
        if !statuses.isEmpty { words.append("status \(statuses.map(\.rawValue).joined(separator: ","))") }
        if !tags.isEmpty { words.append("tag \(tags.joined(separator: ","))") }
        return words.joined(separator: " ")
    }
}
