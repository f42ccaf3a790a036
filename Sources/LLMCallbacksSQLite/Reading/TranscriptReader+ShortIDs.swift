// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// The shortest beginnings of ids by which ``run(_:)`` finds these runs: at least eight digits each. Ids that were made within
    /// the same minute begin with the same eight.
    public func shortIDs(of runs: [RecordedRun]) throws -> [RunID: String] {
        try read("find ids") { db in
            let before = try db.cachedStatement(sql: "SELECT max(uid) FROM run WHERE uid < ?")
            let after = try db.cachedStatement(sql: "SELECT min(uid) FROM run WHERE uid > ?")
            var shortIDs: [RunID: String] = [:]
            for run in runs {
                let id = run.id.description
                let neighbours = [
                    try String.fetchOne(before, arguments: [id]), try String.fetchOne(after, arguments: [id]),
                ]
                let common = neighbours.map { Self.commonLength(id, $0 ?? "") }.max() ?? 0
                shortIDs[run.id] = Self.beginning(of: id, longerThan: common)
            }
            return shortIDs
        }
    }

    private static func commonLength(_ id: String, _ other: String) -> Int {
        zip(id.utf8, other.utf8).prefix { $0 == $1 }.count
    }

    /// At least eight digits, and no hyphen at the end.
    private static func beginning(of id: String, longerThan common: Int) -> String {
        let beginning = id.prefix(max(8, common + 1))
        return beginning.last == "-" ? String(id.prefix(beginning.count + 1)) : String(beginning)
    }
}
