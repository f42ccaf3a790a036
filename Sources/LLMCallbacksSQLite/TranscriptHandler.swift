// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
public import GRDB
public import LLMCallbacks

/// Records runs into a database file: every piece with its time, and everything else that happened.
///
/// ```swift
/// let transcript = try TranscriptHandler(path: "sessions.sqlite")
/// let reply = try await model.generate("Hello", callbacks: [.handler(transcript)])
/// ```
///
/// Of the model's task it takes two copies in memory a token. A writer of its own puts that into the file: on the first token of
/// a run, then every 100 milliseconds or 16 KiB, and at the end. So a kill of the program loses 100 milliseconds at most, and a
/// loss of power what came since a run's start. When a run's caller has its result, the run is on the disk.
///
/// Several handlers, in several programs, may record into one file. Of runs whose program died, the next handler that opens the
/// file notes that they were interrupted.
///
/// When the disk is full, or the file locked, damaged, deleted or replaced, the stream goes on. What can still be written goes into
/// a spool beside the file (`sessions.sqlite.spool-…`), and from there into the file as soon as that is possible, or when
/// it is opened next. The first run that is concerned is told, by a handler failure; what is lost is counted in its run.
public final class TranscriptHandler: SettlingHandler {
    private let recorder: TranscriptRecorder

    /// Opens a file; makes it, and the folders above it, where they are not there, for their owner alone.
    ///
    /// - Throws: ``TranscriptError``: it cannot be opened, is damaged, belongs to another program or has a newer schema.
    public init(path: String, options: TranscriptOptions = TranscriptOptions()) throws {
        let path = URL(fileURLWithPath: path).path
        let writer = try TranscriptFile.translating("open the transcript", path) {
            try TranscriptWriter(.file(path), application: Self.name(options))
        }
        recorder = TranscriptRecorder(writer, options: options)
    }

    /// Opens a file with the first run, off its path, or later if that fails: what cannot be written to it meanwhile goes into a
    /// spool beside it, and the first run that is heard is told.
    package init(patientlyAt path: String, options: TranscriptOptions) {
        let path = URL(fileURLWithPath: path).path
        let writer = TranscriptWriter(patiently: .file(path), application: Self.name(options))
        recorder = TranscriptRecorder(writer, options: options)
    }

    /// Records through a connection of the app's own: to an empty database, or one that holds a transcript and nothing else.
    /// The handler sets `synchronous` and `busy_timeout` as it needs them. There is no spool: what cannot be written waits in
    /// memory.
    ///
    /// - Throws: ``TranscriptError``: as for a file.
    public init(_ database: any DatabaseWriter, options: TranscriptOptions = TranscriptOptions()) throws {
        let writer = try TranscriptFile.translating("open the transcript", "") {
            try database.writeWithoutTransaction { db in try TranscriptSchema.current.prepare(db, path: "") }
            return try TranscriptWriter(.database(database), application: Self.name(options))
        }
        recorder = TranscriptRecorder(writer, options: options)
    }

    deinit { recorder.close() }

    /// Hears an event, and returns before it is written.
    ///
    /// - Throws: ``TranscriptError``, once when something begins to go wrong.
    public func handle(_ event: CallbackEvent) throws {
        if case .token(let token) = event.kind, !token.namesCall, token.pieces == 1 {
            let demand = recorder.buffer.append(token, of: event)
            if case .nothing = demand { return }
            try recorder.meet(demand)
        } else {
            try recorder.meet(recorder.buffer.append(event, isUrgent: event.isTerminal || event.sequence <= 1))
        }
    }

    /// Waits until a run's end is on the disk.
    ///
    /// - Throws: ``TranscriptError``: it could not be written anywhere; or, once, that it had to go into a spool.
    public func settle(_ end: CallbackEvent) async throws { try await recorder.settle(end.run) }

    /// Writes all that waits, and returns when it is with the system.
    public func flush() async { await recorder.flushAndWait() }

    /// Writes all that waits, moves the log into the file if nobody else reads it, and lets go of the file: for programs that are
    /// about to end. With a further run it is opened again.
    public func close() async { await recorder.closeAndWait() }

    private static func name(_ options: TranscriptOptions) -> String {
        options.application ?? ProcessInfo.processInfo.processName
    }
}
