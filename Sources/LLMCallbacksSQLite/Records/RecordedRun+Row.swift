// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

extension RecordedRun {
    /// The columns that a row for `init(row:)` needs, of the table `run`.
    static let columns = """
        run.id, run.uid, run.parent_uid, run.root_uid, run.kind, run.status, run.started_us, run.first_us, run.duration_us,
        run.end_us, run.end_seq, run.chunks, run.lost, run.handler_failures, run.usage, run.finishes, run.error, run.metadata,
        CAST(run.name AS BLOB) AS name, CAST(run.model AS BLOB) AS model, CAST(run.title AS BLOB) AS title,
        CAST(run.note AS BLOB) AS note, CAST(run.finish AS BLOB) AS finish, CAST(run.reason AS BLOB) AS reason,
        CASE run.status WHEN 'running' THEN run.writer_id END AS live_writer,
        (SELECT CAST(uid AS BLOB) FROM session WHERE session.id = run.session_id) AS session,
        (SELECT substr(CAST(message.content AS BLOB), 1, 800) FROM run_input JOIN message ON message.id = run_input.message_id
            WHERE run_input.run_id = run.id AND message.role = 'user' ORDER BY run_input.pos DESC LIMIT 1) AS prompt
        """

    /// Reads a row.
    ///
    /// - Parameters:
    ///   - isDead: Whether the program died that recorded the run.
    ///   - liveCount: How many pieces are stored of a run that is under way, of which the row does not say it.
    /// - Throws: ``TranscriptError`` if it makes no sense.
    init(row: Row, tags: [String], isDead: Bool, liveCount: Int?) throws {
        guard let id = try RunID(row.value("uid") as String? ?? "") else {
            throw TranscriptError(.damaged, "a run has no valid id")
        }
        self.id = id
        rowID = try row.value("id")
        session = row.text("session") ?? id.description
        parentID = try (row.value("parent_uid") as String?).flatMap { RunID($0) }
        rootID = try (row.value("root_uid") as String?).flatMap { RunID($0) } ?? id
        kind = RunKind(rawValue: row.text("kind") ?? "")
        status = isDead ? .interrupted : RecordedStatus(rawValue: row.text("status") ?? "")
        name = row.text("name") ?? ""
        model = row.text("model") ?? name
        title = row.text("title")
        note = row.text("note")
        prompt = row.text("prompt").map(Self.beginning)
        self.tags = tags
        metadata = row.json("metadata").flatMap(\.members) ?? [:]
        startedAt = try WallTime(microsecondsSinceEpoch: row.value("started_us") as Int64? ?? 0)
        timeToFirstToken = try (row.value("first_us") as Int64?).map { .microseconds($0) }
        duration = try (row.value("duration_us") as Int64?).map { .microseconds($0) }
        endTime = try (row.value("end_us") as Int64?).map { .microseconds($0) }
        endSequence = try row.value("end_seq")
        chunkCount = try liveCount ?? row.value("chunks") as Int? ?? 0
        lostCount = try row.value("lost") as Int? ?? 0
        handlerFailureCount = try row.value("handler_failures") as Int? ?? 0
        usage = row.json("usage").flatMap { TokenUsage(json: $0) }
        finishReason = row.text("finish").map { FinishReason(rawValue: $0) }
        finishReasons =
            row.json("finishes").flatMap(\.elements)?.map { $0.text.map { FinishReason(rawValue: $0) } } ?? [
                finishReason
            ]
        error = row.json("error").map { ModelError(recorded: $0) }
        cancellation = row.text("reason").map { CancellationReason(recorded: $0) }
    }
}

extension RecordedRun {
    /// The first 200 characters of Unicode, of a text of which at least the first 800 bytes are given: so that what may be cut
    /// through at its end is not among them. SQLite itself counts characters only up to the first NUL.
    static func beginning(of text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
    }
}

extension WallTime {
    init(microsecondsSinceEpoch microseconds: Int64) {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let borrow: Int64 = rest < 0 ? 1 : 0
        self.init(
            secondsSinceEpoch: seconds - borrow,
            nanoseconds: Int32((rest + borrow * 1_000_000) * 1000)
        )
    }

    /// Whole microseconds since 1970-01-01T00:00:00Z.
    var microsecondsSinceEpoch: Int64 { secondsSinceEpoch &* 1_000_000 &+ Int64(nanoseconds / 1000) }
}

extension Duration {
    /// Whole microseconds, cut off below.
    var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    }
}
