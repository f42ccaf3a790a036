// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks

/// Messages in the database: equal ones have one row, so that a history which is sent again and again is kept once.
enum MessageRow {
    /// The row of a message; a new one if there is none that is equal.
    static func find(orInsert message: ModelMessage, _ db: Database) throws -> Int64 {
        let calls = message.toolCalls.isEmpty ? nil : ToolCall.recordedJSON(message.toolCalls)
        let hash = hash(message, calls: calls)
        let values: StatementArguments = [
            hash, DatabaseText(message.role.rawValue), DatabaseText(message.content),
            message.name.map(DatabaseText.init),
            calls, message.toolCallID.map(DatabaseText.init),
        ]
        let find = """
            SELECT id FROM message WHERE hash = ? AND role = CAST(? AS TEXT) AND content = CAST(? AS TEXT)
                AND name IS CAST(? AS TEXT) AND tool_calls IS ? AND tool_call_id IS CAST(? AS TEXT)
            """
        if let id = try Int64.fetchOne(db.cachedStatement(sql: find), arguments: values) { return id }
        let insert = """
            INSERT INTO message (hash, role, content, name, tool_calls, tool_call_id)
            VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT))
            """
        try db.cachedStatement(sql: insert).execute(arguments: values)
        return db.lastInsertedRowID
    }

    /// FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/). Equal messages have equal hashes; whether those with
    /// equal hashes are equal, the database finds out.
    private static func hash(_ message: ModelMessage, calls: String?) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in [message.role.rawValue, message.content, message.name ?? "", calls ?? "", message.toolCallID ?? ""]
        {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}
