// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Hears the events of runs, in the task that emits them.
///
/// ```swift
/// final class Stopwatch: CallbackHandler {
///     func handle(_ event: CallbackEvent) {
///         if case .ended(let result) = event.kind { print(event.run.name, result.duration) }
///     }
/// }
/// ```
///
/// Of one run, events come one at a time and in order. Several runs may call at the same time, hence `Sendable`. A call
/// should return quickly: the model waits for it. For work that waits, see ``AsyncCallbackHandler``. Filters, order,
/// failure and deadline belong to the registration, not to the handler: see ``Callback``.
public protocol CallbackHandler: Sendable {
    /// Hears one event. Called once for each event that the registration wants; nothing follows a terminal one.
    ///
    /// - Throws: Anything; the registration's ``FailurePolicy`` says what follows. Other handlers are not affected.
    func handle(_ event: CallbackEvent) throws
}
