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
/// Several handlers, in several programs, may record into one file.
public final class TranscriptHandler: SettlingHandler {
    private let recorder: TranscriptRecorder

    /// Opens a file; makes it, and the folders above it, where they are not there, for their owner alone.
    ///
    /// - Throws: ``TranscriptError``: it cannot be opened, is damaged, belongs to another program or has a newer schema.
    public init(path: String, options: TranscriptOptions = TranscriptOptions()) throws {
        let path = URL(fileURLWithPath: path).path
        recorder = try TranscriptFile.translating("open the transcript", path) {
            let database = try TranscriptFile.openForWriting(path)
            return TranscriptRecorder(
                try TranscriptStore(database, path: path, application: Self.name(options)),
                options: options
            )
        }
    }

    /// Records through a connection of the app's own: to an empty database, or one that holds a transcript and nothing else.
    /// The handler sets `synchronous` as it needs it.
    ///
    /// - Throws: ``TranscriptError``: as for a file.
    public init(_ database: any DatabaseWriter, options: TranscriptOptions = TranscriptOptions()) throws {
        recorder = try TranscriptFile.translating("open the transcript", "") {
            try database.writeWithoutTransaction { db in try TranscriptSchema.current.prepare(db, path: "") }
            return TranscriptRecorder(
                try TranscriptStore(database, path: "", application: Self.name(options)),
                options: options
            )
        }
    }

    /// Hears an event, and returns before it is written.
    public func handle(_ event: CallbackEvent) throws {
        if case .token(let token) = event.kind, !token.namesCall, token.pieces == 1 {
            let demand = recorder.buffer.append(token, of: event)
            if case .nothing = demand { return }
            recorder.meet(demand)
            return
        }
        recorder.meet(recorder.buffer.append(event, isUrgent: event.isTerminal || event.sequence <= 1))
    }

    /// Waits until a run's end is on the disk.
    public func settle(_ end: CallbackEvent) async throws { try await recorder.settle(end.run) }

    /// Writes all that waits, and returns when it is with the system.
    public func flush() async { await recorder.flushAndWait() }

    private static func name(_ options: TranscriptOptions) -> String {
        options.application ?? ProcessInfo.processInfo.processName
    }
}
