// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// One row of `output`: a lane of a choice, with its text as far as the run's end has put it there.
struct RecordedLane {
    let number: Int
    let choice: Int
    let lane: TokenDelta.Lane
    let text: [UInt8]

    init(row: Row) throws {
        number = try row.value("lane")
        choice = try row.value("choice")
        lane = try TokenDelta.Lane(recorded: row.value("kind") as String? ?? "", slot: row.value("slot"))
        text = try (row.value("text") as Data?).map(Array.init) ?? []
    }

    /// All lanes of a run, by number.
    static func all(of run: Int64, _ db: Database) throws -> [Int: RecordedLane] {
        let sql = "SELECT lane, choice, kind, slot, CAST(text AS BLOB) AS text FROM output WHERE run_id = ?"
        let lanes = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [run]).map { try RecordedLane(row: $0) }
        return Dictionary(lanes.map { ($0.number, $0) }, uniquingKeysWith: { _, last in last })
    }
}

extension TokenDelta.Lane {
    init(recorded kind: String, slot: Int?) {
        switch kind {
        case "reasoning": self = .reasoning
        case "refusal": self = .refusal
        case "toolCall": self = .toolCall(slot: slot ?? 0)
        default: self = .text
        }
    }

    /// The word in the database and in JSON Lines.
    var recordedKind: String {
        switch self {
        case .text: "text"
        case .reasoning: "reasoning"
        case .refusal: "refusal"
        case .toolCall: "toolCall"
        }
    }

    /// The place of a tool call among those of its choice.
    var recordedSlot: Int? { if case .toolCall(let slot) = self { slot } else { nil } }
}
