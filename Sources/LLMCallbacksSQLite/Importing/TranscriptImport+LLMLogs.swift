// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

extension TranscriptImport {
    /// Adds the responses of a `logs.db` of simonw/llm (https://llm.datasette.io/en/stable/logging.html): each as a run whose
    /// answer is one piece, at its end, for that file keeps no other times. Conversations become sessions.
    ///
    /// - Throws: ``TranscriptError``: the file cannot be read, or is none of these.
    public func addLLMLogs(path: String) throws {
        try TranscriptFile.translating("read the logs", path) {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(TranscriptFile.busyTimeout)
            let logs = try DatabaseQueue(path: URL(fileURLWithPath: path).path, configuration: configuration)
            try logs.read { db in try addResponses(db, path: path) }
        }
    }

    private func addResponses(_ db: Database, path: String) throws {
        let columns = Set(
            try Row.fetchAll(db, sql: "PRAGMA table_info(responses)").map { try $0.value("name") as String }
        )
        guard columns.isSuperset(of: ["id", "model", "prompt", "response", "datetime_utc", "conversation_id"]) else {
            throw TranscriptError(.notATranscript, "these are no logs of llm", path: path)
        }
        func column(_ name: String) -> String { columns.contains(name) ? "CAST(\(name) AS BLOB)" : "NULL" }
        let texts = [
            "id", "model", "resolved_model", "prompt", "system", "response", "datetime_utc", "conversation_id",
        ]
        let numbers = ["duration_ms", "input_tokens", "output_tokens"].map {
            columns.contains($0) ? $0 : "NULL AS \($0)"
        }
        let sql = """
            SELECT \((texts.map { "\(column($0)) AS \($0)" } + numbers).joined(separator: ", "))
            FROM responses ORDER BY conversation_id, datetime_utc, id
            """
        var conversation: (id: String, messages: [ModelMessage]) = ("", [])
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            let id = row.text("conversation_id") ?? ""
            if id != conversation.id || id.isEmpty { conversation = (id, []) }
            try add(row, to: &conversation.messages, path: path)
        }
    }

    private func add(_ row: Row, to conversation: inout [ModelMessage], path: String) throws {
        let id = row.text("id") ?? ""
        guard let startedAt = WallTime(iso8601: row.text("datetime_utc") ?? "") else {
            throw TranscriptError(.damaged, "the response \(id) has no valid time", path: path)
        }
        conversation.append(.user(row.text("prompt") ?? ""))
        let system = row.text("system").flatMap { $0.isEmpty ? nil : ModelMessage.system($0) }
        var run = ForeignRun(
            id: RunID(of: id.utf8, startedAt: startedAt),
            name: row.text("model") ?? "",
            session: row.text("conversation_id"),
            startedAt: startedAt,
            request: ModelRequest((system.map { [$0] } ?? []) + conversation)
        )
        let time = Duration.milliseconds(max(0, row.whole("duration_ms") ?? 0))
        let answer = row.text("response") ?? ""
        try add(run.start)
        if !answer.isEmpty { try add(run.event(.token(TokenDelta(answer)), at: time)) }
        let usage = TokenUsage(inputTokens: row.whole("input_tokens"), outputTokens: row.whole("output_tokens"))
        let isKnown = usage.inputTokens != nil || usage.outputTokens != nil
        try add(run.end(at: time, usage: isKnown ? usage : nil, model: row.text("resolved_model")))
        conversation.append(.assistant(answer))
    }
}

extension Row {
    /// The number of a column; `nil` where there is none. A column of a foreign file may hold anything.
    fileprivate func whole(_ column: String) -> Int? { Int.fromDatabaseValue(self[column]) }
}
