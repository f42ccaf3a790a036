// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Runs as they are recorded by another program: history first, then live.
struct LiveTail: Sendable {
    /// How often to look. A look at a file that has not changed costs some microseconds.
    private static let interval = Duration.milliseconds(100)

    let reader: TranscriptReader
    let output: RunOutput
    let follows: Bool

    /// The run that is meant: where no id is given, the one under way that started last, else the last.
    func find(_ id: String?) throws -> RecordedRun {
        if let id { return try reader.run(id) }
        return try running().first ?? reader.run("last")
    }

    /// Shows one run.
    func show(_ run: RecordedRun) async throws {
        var tail = TranscriptTail(of: run, in: reader)
        repeat {
            guard try show(&tail) else { return }
            if follows, !tail.isOver { try await Task.sleep(for: Self.interval) }
        } while follows && !tail.isOver
        try output.end(tail.run.id)
        if let text = Self.remark(on: tail.run) { Console.report(text) }
    }

    /// Shows all runs under way; if it follows, those that begin later, too.
    func showAll() async throws {
        var tails: [RunID: TranscriptTail] = [:]
        var newest = WallTime.now
        for run in try running() { tails[run.id] = TranscriptTail(of: run, in: reader) }
        // What is over by now is no news.
        var known = Set(try begun(since: newest).map(\.id))
        repeat {
            let begun = try begun(since: newest)
            for run in begun where !known.contains(run.id) { tails[run.id] = TranscriptTail(of: run, in: reader) }
            known = Set(begun.map(\.id))
            newest = max(newest, begun.last?.startedAt ?? newest)
            for id in tails.keys.sorted() {
                guard var tail = tails[id] else { continue }
                guard try show(&tail) else { return }
                tails[id] = tail.isOver ? nil : tail
                guard tail.isOver else { continue }
                try output.end(id)
                if let text = Self.remark(on: tail.run) { Console.report("\(id): \(text)") }
            }
            if follows { try await Task.sleep(for: Self.interval * 2) }
        } while follows
    }

    /// Writes what is new. Returns whether anybody reads on.
    private func show(_ tail: inout TranscriptTail) throws -> Bool {
        for event in try tail.next() {
            guard try output.write(event) else { return false }
        }
        return true
    }

    /// The runs under way, newest first.
    private func running() throws -> [RecordedRun] {
        var query = RunQuery()
        query.statuses = [.running]
        // A run whose program has died stands like this until somebody records again.
        return try reader.runs(query).filter { $0.status == .running }
    }

    private func begun(since time: WallTime) throws -> [RecordedRun] {
        var query = RunQuery()
        // Another program's run may be stored some time after it began.
        query.since = time.advanced(by: .seconds(-5))
        query.order = .oldestFirst
        return try reader.runs(query)
    }

    private static func remark(on run: RecordedRun) -> String? {
        switch run.status {
        case .failed: run.error.map { "the run failed: \($0)" }
        case .cancelled: run.cancellation.map { "the run was cancelled: \($0)" }
        case .interrupted: "the program that recorded the run has died"
        default: nil
        }
    }
}
