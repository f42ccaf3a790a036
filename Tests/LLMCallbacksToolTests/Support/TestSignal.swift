// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Something that happens once, and that tasks wait for.
final class TestSignal: Sendable {
    private let state = Mutex((isGiven: false, waiting: [CheckedContinuation<Void, Never>]()))

    /// Whether it has happened.
    var isGiven: Bool { state.withLock { $0.isGiven } }

    /// It happens.
    func give() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for task in waiting { task.resume() }
    }

    /// Waits until it has happened.
    func wait() async {
        await withCheckedContinuation { task in
            let isGiven = state.withLock { state in
                if !state.isGiven { state.waiting.append(task) }
                return state.isGiven
            }
            if isGiven { task.resume() }
        }
    }
}
