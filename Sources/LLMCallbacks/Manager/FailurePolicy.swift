// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What follows when a handler throws, or misses its deadline. Whatever it is, the other handlers still get the event,
/// and are told by a `handlerFailed` event; the caller finds it in ``RunResult/handlerFailures``.
@nonexhaustive
public enum FailurePolicy: Sendable, Hashable {
    /// Nothing else: the handler goes on getting events.
    case report
    /// After so many faults, over all its runs, the handler is taken off and gets nothing more. At least 1.
    case detach(after: Int)
    /// The run fails with the handler's error, unless it has failed by itself already.
    case failRun
}
