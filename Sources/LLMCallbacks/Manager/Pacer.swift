// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A sleep that ends early when there is a reason to hurry.
final class Pacer: Sendable {
    private enum State {
        case idle
        /// There was a reason to hurry while nobody slept: the next sleep ends at once.
        case hurried
        case sleeping(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.idle)

    /// Sleeps, at the longest for so long; may wake early for no reason. One sleeper at a time.
    func sleep(for duration: Duration, _ clock: RunClock) async {
        let timer = Task.detached { [self] in
            try await clock.sleep(duration)
            hurry()
        }
        await withCheckedContinuation { continuation in
            let sleeps = state.withLock { state in
                if case .hurried = state {
                    state = .idle
                    return false
                }
                state = .sleeping(continuation)
                return true
            }
            if !sleeps { continuation.resume() }
        }
        timer.cancel()
    }

    /// Wakes the sleeper, or keeps the next from falling asleep.
    func hurry() {
        let sleeper: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard case .sleeping(let continuation) = state else {
                state = .hurried
                return nil
            }
            state = .idle
            return continuation
        }
        sleeper?.resume()
    }
}
