// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Who waits for the end of which run to be written.
final class RunSettling: Sendable {
    private struct State {
        var waiting: [ObjectIdentifier: CheckedContinuation<Void, any Error>] = [:]
        var done: [ObjectIdentifier: Result<Void, any Error>] = [:]
    }

    private let state = Mutex(State())

    /// Waits for a run; to be called once a run.
    ///
    /// - Throws: What kept its end from being written.
    func wait(for run: ObjectIdentifier) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let done = state.withLock { state in
                let done = state.done.removeValue(forKey: run)
                if done == nil { state.waiting[run] = continuation }
                return done
            }
            if let done { continuation.resume(with: done) }
        }
    }

    /// The end of a run is written, or never will be.
    func finish(_ run: ObjectIdentifier, _ error: (any Error)?) {
        let result: Result<Void, any Error> = error.map { .failure($0) } ?? .success(())
        let waiting = state.withLock { state in
            let waiting = state.waiting.removeValue(forKey: run)
            if waiting == nil { state.done[run] = result }
            return waiting
        }
        waiting?.resume(with: result)
    }
}
