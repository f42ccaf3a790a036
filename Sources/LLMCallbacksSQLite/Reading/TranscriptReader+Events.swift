// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

extension TranscriptReader {
    /// The events of a run, with their original numbers, times and split points: what its handlers heard.
    ///
    /// A run under way has no terminal event yet, and an interrupted one never had. Whatever takes events takes these, too:
    /// ``JSONLinesEncoder``, for example. Their ``CallbackEvent/run`` is over and cannot be stopped. Times are to the
    /// microsecond.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - sequence: Only events after this number.
    /// - Throws: ``TranscriptError`` if they cannot be read.
    public func events(of run: RecordedRun, after sequence: Int = -1) throws -> [CallbackEvent] {
        try read("read a run") { db in
            // As it stands now: it may have ended since it was looked up.
            let run = try Self.runs("run.id = ?", [run.rowID], ordering: "run.id", db).first ?? run
            let events = try Self.events(of: run, RunContext(recorded: run.context), db)
            return sequence < 0 ? events : events.filter { $0.sequence > sequence }
        }
    }

    /// All events of a run, told as those of a context.
    static func events(of run: RecordedRun, _ context: RunContext, _ db: Database) throws -> [CallbackEvent] {
        let chunks = try RecordedPieces.read(of: run.rowID, db)
        let others = try otherEvents(of: run, after: 0, context, db)
        var events = [try start(of: run, context, db)]
        events += chunks.map { $0.event(context) }
        if !others.isEmpty {
            events += others
            events.sort { $0.sequence < $1.sequence }
        }
        if let end = end(of: run, context, chunks, others) { events.append(end) }
        return events
    }

    static func start(of run: RecordedRun, _ context: RunContext, _ db: Database) throws -> CallbackEvent {
        let start = RunStart(input: try input(of: run, db))
        return CallbackEvent(recordedIn: context, sequence: 0, time: .zero, kind: .started(start))
    }

    /// The events that are no start, piece or end, with numbers above one.
    static func otherEvents(
        of run: RecordedRun,
        after sequence: Int,
        _ context: RunContext,
        _ db: Database
    ) throws -> [CallbackEvent] {
        let sql = "SELECT seq, t_us, kind, data FROM event WHERE run_id = ? AND seq > ? ORDER BY seq"
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [run.rowID, sequence])
        return try rows.compactMap { row in
            guard let kind = try CallbackEvent.Kind(recorded: row.value("kind") ?? "", row.json("data") ?? .null) else {
                return nil
            }
            return try CallbackEvent(
                recordedIn: context,
                sequence: row.value("seq"),
                time: .microseconds(row.value("t_us") as Int64),
                kind: kind
            )
        }
    }

    private static func end(
        of run: RecordedRun,
        _ context: RunContext,
        _ chunks: [RecordedChunk],
        _ others: [CallbackEvent]
    ) -> CallbackEvent? {
        guard let kind = end(of: run, chunks, others) else { return nil }
        let last = max(chunks.last?.sequence ?? 0, others.last?.sequence ?? 0)
        return CallbackEvent(
            recordedIn: context,
            sequence: run.endSequence ?? last + 1,
            time: run.endTime ?? run.duration ?? .zero,
            kind: kind
        )
    }

    private static func end(
        of run: RecordedRun,
        _ chunks: [RecordedChunk],
        _ others: [CallbackEvent]
    ) -> CallbackEvent.Kind? {
        func result(_ outcome: RunResult.Outcome) -> RunResult {
            let failures = others.compactMap { event in
                if case .handlerFailed(let failure) = event.kind { failure } else { nil }
            }
            return RunResult(
                runID: run.id,
                outcome: outcome,
                choices: choices(of: run, chunks),
                usage: run.usage,
                model: run.model,
                timeToFirstToken: chunks.first { !$0.isReplacement }?.time,
                duration: run.duration ?? .zero,
                tokenCount: chunks.count { !$0.isReplacement },
                handlerFailures: failures,
                handlerFailureCount: run.handlerFailureCount
            )
        }
        switch run.status {
        case .ended: return .ended(result(.ended))
        case .failed:
            let error = run.error ?? ModelError(.model, "the run failed")
            return .failed(RunFailure(error: error, result: result(.failed)))
        case .cancelled:
            let reason = run.cancellation ?? .task
            return .cancelled(RunCancellation(reason: reason, result: result(.cancelled(reason))))
        default: return nil
        }
    }
}

extension RecordedChunk {
    /// The piece as an event.
    func event(_ context: RunContext) -> CallbackEvent {
        CallbackEvent(
            recordedIn: context,
            sequence: sequence,
            time: time,
            kind: isReplacement ? .replaced(token) : .token(token)
        )
    }
}

extension RecordedRun {
    /// Who the run was, for its events.
    var context: RecordedRunContext {
        RecordedRunContext(
            id: id,
            parentID: parentID,
            rootID: rootID,
            kind: kind,
            name: name,
            tags: tags,
            metadata: metadata,
            session: session == rootID.description ? nil : session,
            startedAt: startedAt
        )
    }
}
