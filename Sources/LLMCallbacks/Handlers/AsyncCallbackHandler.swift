// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Hears the events of runs behind a queue of its own, and may wait.
///
/// Events come one at a time and in order, of all runs that the handler hears: it needs no locks against itself. The
/// caller of a run gets its result after the last of these calls has returned, or a grace period has passed. A handler must
/// therefore not wait for a run that it hears itself.
public protocol AsyncCallbackHandler: Sendable {
    /// Hears one event. Called once for each event that the registration wants; nothing of a run follows its terminal one.
    ///
    /// - Throws: Anything; the registration's ``FailurePolicy`` says what follows. Other handlers are not affected.
    func handle(_ event: CallbackEvent) async throws
}

/// Hears all the events that wait, with one call: for a database that writes one transaction, or a network with one
/// request.
public protocol BatchCallbackHandler: Sendable {
    /// Hears a batch: at least one event, in order, and no more than the queue's limit but for starts, ends, and what several
    /// runs brought at once. One batch may hold several runs.
    ///
    /// - Throws: Anything; counts as one fault, at the batch's last event.
    func handle(_ events: [CallbackEvent]) async throws
}
