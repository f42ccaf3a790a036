// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What a run's caller waits for: the terminal event, and every handler being through with it.
final class RunCompletion: Sendable {
    /// How a run ended for its caller. An object: most of its life a run has none, and then there is no place for it.
    private final class Outcome: Sendable {
        let result: RunResult
        /// What the caller gets thrown, if anything.
        let error: (any Error)?

        init(_ result: RunResult, _ error: (any Error)?) {
            self.result = result
            self.error = error
        }
    }

    private struct State {
        var ending: RunEnding?
        var outcome: Outcome?
        var isInlineDone = false
        var waitingFor: [ObjectIdentifier: String] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
        var graceTimer: Task<Void, any Error>?
        var lastSequence = 0
        var cancelWork: (@Sendable () -> Void)?
        var isCancelled = false
        var failures: [HandlerFailure] = []
        var failureCount = 0

        var isDone: Bool { isInlineDone && waitingFor.isEmpty }

        mutating func note(_ failure: HandlerFailure) {
            failureCount += 1
            if failures.count < RunCompletion.maxFailures { failures.append(failure) }
        }

        mutating func waitersIfDone() -> [CheckedContinuation<Void, Never>] {
            guard isDone else { return [] }
            defer { waiters = [] }
            return waiters
        }
    }

    /// The most failures of handlers that a run keeps; further ones are counted.
    static let maxFailures = 256

    private let state = Mutex(State())

    // MARK: The model's work

    /// Names what to do when the run is over before its model is.
    func onCancel(_ cancel: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.cancelWork = cancel
            return state.isCancelled
        }
        if isLate { cancel() }
    }

    func cancelWork() {
        let cancel = state.withLock { state in
            state.isCancelled = true
            return state.cancelWork
        }
        cancel?()
    }

    // MARK: The end

    /// How the run ends is decided.
    func decide(_ ending: RunEnding) { state.withLock { $0.ending = ending } }

    /// What ended the run, for those who go on emitting.
    var overError: any Error {
        switch state.withLock({ $0.ending }) {
        case .failed(let error): error
        case .cancelled(.stopped(let reason)): RunError(.stopped, reason)
        case .cancelled(.abandoned): RunError(.abandoned, "nobody reads the run's tokens any more")
        case .cancelled: CancellationError()
        case .ended, nil: RunError(.over, "the run has ended; nothing can follow")
        }
    }

    func prepare(_ result: RunResult, error: (any Error)?, waitingFor handlers: [Registration], sequence: Int) {
        state.withLock { state in
            state.lastSequence = sequence
            state.outcome = Outcome(result, error)
            state.cancelWork = nil
            for handler in handlers { state.waitingFor[ObjectIdentifier(handler)] = handler.label }
        }
    }

    /// The terminal event is out. From now on, queued handlers have the grace period to take it.
    func inlineHandlersAreDone(grace: Duration, _ clock: RunClock) {
        let (waiters, isDone) = state.withLock { state in
            state.isInlineDone = true
            return (state.waitersIfDone(), state.isDone)
        }
        for waiter in waiters { waiter.resume() }
        guard !isDone else { return }
        let timer = Task.detached { [self] in
            try await clock.sleep(grace)
            giveUp(grace)
        }
        let isLate = state.withLock { state in
            state.graceTimer = timer
            return state.isDone
        }
        if isLate { timer.cancel() }
    }

    func endTaken(by handler: Registration) {
        let (waiters, timer) = state.withLock { state -> ([CheckedContinuation<Void, Never>], Task<Void, any Error>?) in
            guard state.waitingFor.removeValue(forKey: ObjectIdentifier(handler)) != nil, state.isDone else {
                return ([], nil)
            }
            return (state.waitersIfDone(), state.graceTimer)
        }
        timer?.cancel()
        for waiter in waiters { waiter.resume() }
    }

    /// Waits for the end, and for all handlers or the end of the grace period. Does not end early when the task is
    /// cancelled: the run does, and then so does this. Not inlined: while the run is under way, no place is kept for it.
    @inline(never)
    func wait() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if !state.isDone { state.waiters.append(continuation) }
                return state.isDone
            }
            if isDone { continuation.resume() }
        }
    }

    /// What the caller gets thrown, if anything. Once the run is over.
    var error: (any Error)? { state.withLock { $0.outcome?.error } }

    /// The result for the caller, with all faults of handlers that are known by now. Once the run is over.
    ///
    /// - Throws: What the caller gets thrown.
    @inline(never)
    func result() throws -> RunResult {
        let (outcome, failures, count) = state.withLock { ($0.outcome, $0.failures, $0.failureCount) }
        guard let outcome else { preconditionFailure("a run that is done has an outcome") }
        if let error = outcome.error { throw error }
        var result = outcome.result
        guard count != result.handlerFailureCount else { return result }
        result.handlerFailures = failures
        result.handlerFailureCount = count
        return result
    }

    /// The grace period is over: whoever has not taken the end by now is named, and waited for no longer.
    private func giveUp(_ grace: Duration) {
        let waiters = state.withLock { state in
            for label in state.waitingFor.values.sorted() {
                let sequence = state.lastSequence
                state.note(
                    HandlerFailure(
                        label: label,
                        sequence: sequence,
                        cause: .missedEnd(grace),
                        isDetached: false
                    )
                )
            }
            state.waitingFor = [:]
            return state.waitersIfDone()
        }
        for waiter in waiters { waiter.resume() }
    }

    // MARK: Handlers that failed

    var failures: (first: [HandlerFailure], count: Int) { state.withLock { ($0.failures, $0.failureCount) } }

    func note(_ failure: HandlerFailure) {
        state.withLock { $0.note(failure) }
    }
}
