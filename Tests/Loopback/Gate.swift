// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// A door that is opened once and stays open. Threads of a ``LoopbackServer`` and tasks of a test wait at it, so that the
/// order of events is made, not slept for.
package final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var threads: [DispatchSemaphore] = []
        var tasks: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Creates a gate that is closed.
    package init() {}

    /// Whether the gate is open.
    package var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Opens the gate and lets everybody through. Opening it again does nothing.
    package func open() {
        let waiting = state.withLock { state in
            let waiting = state
            state = State(isOpen: true)
            return waiting
        }
        for thread in waiting.threads { thread.signal() }
        for task in waiting.tasks { task.resume() }
    }

    /// Waits in a task.
    package func wait() async {
        await withCheckedContinuation { task in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.tasks.append(task) }
                return state.isOpen
            }
            if isOpen { task.resume() }
        }
    }

    /// Waits on a thread, which must not be one of the cooperative pool: for the scripts of a server.
    package func blockThread() {
        let semaphore = DispatchSemaphore(value: 0)
        let isOpen = state.withLock { state in
            if !state.isOpen { state.threads.append(semaphore) }
            return state.isOpen
        }
        if !isOpen { semaphore.wait() }
    }
}
