// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A handler that keeps what it hears: see ``RecordingHandler`` and ``AsyncRecordingHandler``.
public protocol EventRecorder: Sendable {
    /// What it heard.
    var log: EventLog { get }
}

extension EventRecorder {
    /// Every event so far, of all runs, in the order in which they came.
    public var events: [CallbackEvent] { log.events }

    /// What the events are about.
    public var kinds: [EventKind] { events.map(\.eventKind) }

    /// The texts of all tokens, of all lanes and choices.
    public var texts: [String] { events.compactMap(\.token?.text) }

    /// The numbers of the events.
    public var sequences: [Int] { events.map(\.sequence) }

    /// The runs that were heard, in the order of their first events.
    public var runIDs: [RunID] {
        var seen: Set<RunID> = []
        return events.map(\.run.id).filter { seen.insert($0).inserted }
    }

    /// The terminal events so far.
    public var terminals: [CallbackEvent] { events.filter(\.isTerminal) }

    /// The events of one run.
    public func events(of run: RunID) -> [CallbackEvent] { events.filter { $0.run.id == run } }

    /// What the events of one run are about.
    public func kinds(of run: RunID) -> [EventKind] { events(of: run).map(\.eventKind) }

    /// Waits until so many runs are over.
    ///
    /// - Returns: The terminal event of the last of them.
    /// - Throws: `CancellationError` if the task is cancelled before.
    @discardableResult
    public func waitForTerminal(_ count: Int = 1) async throws -> CallbackEvent {
        try await log.wait { $0.count(where: \.isTerminal) >= count }
        return terminals[count - 1]
    }

    /// Waits until one run is over.
    ///
    /// - Returns: Its terminal event.
    /// - Throws: `CancellationError` if the task is cancelled before.
    @discardableResult
    public func waitForTerminal(of run: RunID) async throws -> CallbackEvent? {
        try await log.wait { $0.contains { $0.isTerminal && $0.run.id == run } }
        return events(of: run).last { $0.isTerminal }
    }

    /// Waits until so many events of a kind were heard.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func wait(for kind: EventKind, _ count: Int = 1) async throws {
        try await log.wait { $0.count { $0.eventKind == kind } >= count }
    }
}
