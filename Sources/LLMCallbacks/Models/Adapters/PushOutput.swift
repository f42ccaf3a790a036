// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Where a callback interface's pieces go. May be called from any thread, in whatever order they are to be told.
public final class PushOutput: Sendable {
    private struct State {
        var waiting: [ModelChunk] = []
        var pump: Task<Void, any Error>?
        /// On for good once too much waited: nothing is told behind a gap.
        var isFull = false
    }

    private let run: RunContext
    private let limit: Int
    private let state = Mutex(State())

    init(_ run: RunContext, limit: Int) {
        self.run = run
        self.limit = max(1, limit)
    }

    /// Sends a piece. Never waits: what slow handlers cannot take yet waits here.
    ///
    /// - Returns: Whether more is wanted. `false` once the run is over, or too much waits, which ends it: then the source should
    ///   stop.
    @discardableResult
    public func send(_ chunk: ModelChunk) -> Bool {
        let (isTaken, isTooMuch) = take(chunk)
        // At once, also for a source that does not stop, or a handler that never takes what waits.
        if isTooMuch { run.end(.failed(RunError(.overflow, "more than \(limit) pieces waited for slow handlers"))) }
        return isTaken
    }

    /// Waits until everything has been told.
    ///
    /// - Throws: What ended the run, if something did.
    func drain() async throws {
        while let pump = state.withLock({ $0.pump }) { try await pump.value }
    }

    /// Keeps a piece, if it is wanted. There is too much once: later pieces are not wanted.
    private func take(_ chunk: ModelChunk) -> (isTaken: Bool, isTooMuch: Bool) {
        // Under the lock to the end, so that pieces from several threads keep their order.
        state.withLock { state in
            guard !state.isFull, !run.isOver else { return (false, false) }
            state.isFull = state.waiting.count >= limit
            guard !state.isFull else { return (false, true) }
            state.waiting.append(chunk)
            if state.pump == nil { state.pump = Task.detached { try await self.pump() } }
            return (true, false)
        }
    }

    private func pump() async throws {
        while true {
            let chunks = state.withLock { state in
                if state.waiting.isEmpty { state.pump = nil }
                defer { state.waiting = [] }
                return state.waiting
            }
            guard !chunks.isEmpty else { return }
            for chunk in chunks { try await run.emitAndWait(chunk) }
        }
    }
}
