// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import LLMCallbacks

/// Follows a run while some program records it: gives each event once, as it appears in the file.
///
/// ```swift
/// var tail = TranscriptTail(of: run, in: reader)
/// while !tail.isOver {
///     for event in try tail.next() { … }
///     try await Task.sleep(for: .milliseconds(50))
/// }
/// ```
public struct TranscriptTail: Sendable {
    /// The run.
    public private(set) var run: RecordedRun
    private let reader: TranscriptReader
    private var live: LivePieces
    private var lastSequence = -1
    private var lastVersion: Int?
    private var lastLook = ContinuousClock.now

    /// How often to look whether the program still lives that records: its death changes nothing in the file.
    private static let lifeCheck = Duration.seconds(1)

    /// Begins at the start of a run.
    public init(of run: RecordedRun, in reader: TranscriptReader) {
        self.run = run
        self.reader = reader
        live = LivePieces(of: run)
    }

    /// Whether nothing can follow: the run is over, or its program died. Before the last events are given it is `false`.
    public private(set) var isOver = false

    /// The events that have appeared since the last call. Where nothing was written it costs some microseconds.
    ///
    /// - Throws: ``TranscriptError`` if the file cannot be read, or the run was deleted.
    public mutating func next() throws -> [CallbackEvent] {
        guard !isOver else { return [] }
        let version = try reader.version()
        let now = ContinuousClock.now
        if let version, version == lastVersion, now - lastLook < Self.lifeCheck { return [] }
        lastLook = now
        let (run, events) = try read()
        self.run = run
        lastVersion = version
        lastSequence = events.last?.sequence ?? lastSequence
        isOver = run.status != .running
        return events
    }
}

extension TranscriptTail {
    private mutating func read() throws -> (RecordedRun, [CallbackEvent]) {
        var live = live
        let (id, last) = (run.id, lastSequence)
        let found = try reader.read("follow a run") { db -> (RecordedRun, [CallbackEvent]) in
            let found = try TranscriptReader.runs("run.uid = ?", [id.description], ordering: "run.id", db).first
            guard let run = found else {
                throw TranscriptError(.notFound, "the run is not there any more", path: reader.path)
            }
            if run.status == .running, let events = try live.next(of: run, db) { return (run, events) }
            return (run, try TranscriptReader.events(of: run, live.context, db).filter { $0.sequence > last })
        }
        self.live = live
        return found
    }
}

extension TranscriptReader {
    /// Changes whenever another connection has written: https://www.sqlite.org/pragma.html#pragma_data_version. `nil` where calls
    /// may go to several connections.
    fileprivate func version() throws -> Int? {
        guard database is DatabaseQueue else { return nil }
        return try read("follow a run") { db in try Int.fetchOne(db, sql: "PRAGMA data_version") }
    }
}
