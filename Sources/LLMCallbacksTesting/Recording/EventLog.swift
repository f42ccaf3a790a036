// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Events in the order in which they were heard, to look at and to wait for. Safe to use from several tasks at once.
public final class EventLog: Sendable {
    private let log = Watched<[CallbackEvent]>([])

    /// Creates an empty log.
    public init() {}

    /// Every event so far, of all runs.
    public var events: [CallbackEvent] { log.state }

    /// Adds an event.
    public func append(_ event: CallbackEvent) { log.update { $0.append(event) } }

    /// Adds several events at once.
    public func append(contentsOf events: [CallbackEvent]) { log.update { $0 += events } }

    /// Forgets everything.
    public func removeAll() { log.update { $0 = [] } }

    /// Waits until the events are as wished, without sleeping.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func wait(until isMet: @escaping @Sendable ([CallbackEvent]) -> Bool) async throws {
        try await log.waitUnlessCancelled(until: isMet)
    }
}
