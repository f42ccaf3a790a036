// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// The pieces of a run's answer, in the order in which they came, over all lanes and choices. Of a run under way, those that
    /// are stored by now.
    ///
    /// - Throws: ``TranscriptError`` if they cannot be read.
    public func chunks(of run: RecordedRun) throws -> [RecordedChunk] {
        try read("read a run") { db in try RecordedPieces.read(of: run.rowID, db) }
    }

    /// What went into a run.
    public func input(of run: RecordedRun) throws -> RunInput {
        try read("read a run") { db in try Self.input(of: run, db) }
    }

    /// The answers of a run, by choice number, as far as they came. At least one.
    public func output(of run: RecordedRun) throws -> [RunResult.Choice] {
        Self.choices(of: run, try chunks(of: run))
    }

    /// The messages to go on with a session from its last model run: what went in, and what was answered.
    ///
    /// - Returns: Nothing if the session has no model run that ended.
    public func conversation(of session: RecordedSession) throws -> [ModelMessage] {
        var query = RunQuery()
        query.session = session.id
        query.kinds = [.model]
        query.statuses = [.ended]
        query.limit = 1
        guard let run = try runs(query).first else { return [] }
        let answer = try output(of: run)[0]
        let message = ModelMessage(role: .assistant, content: answer.text, toolCalls: answer.toolCalls)
        return try input(of: run).messages + [message]
    }

    static func input(of run: RecordedRun, _ db: Database) throws -> RunInput {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT input, parameters FROM run WHERE id = ?"),
            arguments: [run.rowID]
        )
        if let value = row?.json("input") { return .value(value) }
        let sql = """
            SELECT CAST(role AS BLOB) AS role, CAST(content AS BLOB) AS content, CAST(name AS BLOB) AS name, tool_calls,
                CAST(tool_call_id AS BLOB) AS tool_call_id
            FROM run_input JOIN message ON message.id = run_input.message_id WHERE run_id = ? ORDER BY pos
            """
        let messages = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [run.rowID]).map { row in
            ModelMessage(
                role: ModelMessage.Role(rawValue: row.text("role") ?? ""),
                content: row.text("content") ?? "",
                name: row.text("name"),
                toolCalls: row.json("tool_calls")?.elements?.map { ToolCall(recorded: $0) } ?? [],
                toolCallID: row.text("tool_call_id")
            )
        }
        let parameters = row?.json("parameters").map { ModelRequest.Parameters(recorded: $0) }
        return .request(ModelRequest(messages, parameters: parameters ?? ModelRequest.Parameters()))
    }

    static func choices(of run: RecordedRun, _ chunks: [RecordedChunk]) -> [RunResult.Choice] {
        var answer = AnswerBuilder()
        for chunk in chunks {
            if chunk.isReplacement { answer.replace(chunk.token) } else { answer.append(chunk.token) }
        }
        for (choice, reason) in run.finishReasons.enumerated() {
            if let reason { answer.finish(reason, choice: choice) }
        }
        return answer.choices()
    }
}
