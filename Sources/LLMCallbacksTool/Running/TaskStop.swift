// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How to stop a task, known before there is one: a stop that comes first is done as soon as the task has begun.
final class TaskStop: Sendable {
    private struct State {
        var isWanted = false
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Says how to cancel the task, which has begun.
    func begin(_ cancel: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.cancel = cancel
            return state.isWanted
        }
        if isLate { cancel() }
    }

    /// Cancels the task.
    func cancel() {
        let cancel = state.withLock { state in
            state.isWanted = true
            return state.cancel
        }
        cancel?()
    }
}
