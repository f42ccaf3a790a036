// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A sync handler that is done with a run only some time after it heard the end, such as one that writes behind.
///
/// The caller of a run gets its result once all such handlers have settled, or the run's grace period is over.
public protocol SettlingHandler: CallbackHandler {
    /// Waits until all that was heard of a run is where it belongs. Called once a run, after ``CallbackHandler/handle(_:)``
    /// has heard the terminal event, in a task of its own that the end of the run's task does not cancel. Not called where the
    /// registration leaves out that terminal event.
    ///
    /// - Parameter end: The run's terminal event.
    /// - Throws: Anything; counts as a fault at that event.
    func settle(_ end: CallbackEvent) async throws
}
