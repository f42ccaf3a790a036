// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The tokens of one run, as they come, for any number of consumers, each of whom gets all of them.
///
/// The end is an item of the log like any other: a consumer meets it after the last token, however late it comes.
final class TokenLog: InlineBrake, @unchecked Sendable {
    // Unchecked for `state`, which is touched under `lock` only.

    private let lock = BriefLock(())
    private let state: UnsafeMutablePointer<TokenLogState>
    private let cancelsWhenAbandoned: Bool
    let light: BrakeLight?

    /// Creates a log.
    ///
    /// - Parameters:
    ///   - limit: How many unread tokens make the run wait; `nil` for never.
    ///   - keepsAll: Whether a consumer who comes late still gets the first token.
    ///   - cancelsWhenAbandoned: Whether the run is cancelled when its last consumer leaves early.
    ///   - light: Shows that the log is full.
    init(limit: Int?, keepsAll: Bool, cancelsWhenAbandoned: Bool, light: BrakeLight?) {
        state = .allocate(capacity: 1)
        state.initialize(to: TokenLogState(limit: limit, keepsAll: keepsAll))
        self.cancelsWhenAbandoned = cancelsWhenAbandoned
        self.light = light
    }

    deinit {
        if state.pointee.showsFull { light?.add(-1) }
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Decides something under the lock.
    @inline(__always)
    private func withState<Result>(_ decide: (inout TokenLogState) -> Result) -> Result {
        lock.withLock { _ in
            let result = decide(&state.pointee)
            if state.pointee.isFull != state.pointee.showsFull { light?.add(state.pointee.show()) }
            return result
        }
    }

    // MARK: The run's side

    /// Names the run whose tokens these will be.
    func begin(_ run: RunContext) { withState { $0.run = run } }

    @inline(__always)
    func append(_ token: TokenDelta) {
        if withState({ $0.append(token) }) { wakeConsumers() }
    }

    @inline(never)
    private func wakeConsumers() {
        for consumer in withState({ $0.takeWaiting() }) { consumer.resume() }
    }

    /// Ends the log as its run ended.
    func finish(_ end: TokenLogState.End) {
        for waiter in withState({ $0.finish(end) }) { waiter.resume() }
    }

    func isFull(for run: RunContext) -> Bool { withState { $0.isFull } }

    func waitForRoom(run: RunContext) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = !Task.isCancelled && !run.isOver && withState { $0.waitForRoom(continuation) }
                if !waits { continuation.resume() }
                // The run may have ended, or the task been cancelled, before the producer was in the list.
                if waits, run.isOver || Task.isCancelled { release(run) }
            }
        } onCancel: {
            release(run)
        }
    }

    func release(_ run: RunContext) {
        for producer in withState({ $0.takeProducers() }) { producer.resume() }
    }

    /// Somebody awaits the run's result and may never read: from now on the run waits for no consumer, and is not cancelled
    /// when the last leaves.
    func awaitResult() {
        for producer in withState({ $0.liftLimit() }) { producer.resume() }
    }

    // MARK: The consumers' side

    /// Whether somebody has read all of it, or left.
    var isConsumed: Bool { withState { $0.isConsumed } }

    func addCursor() -> Int { withState { $0.addCursor() } }

    /// Hands a consumer what it has not read, waiting for it if need be.
    ///
    /// - Returns: Whether there are tokens; `false` at the end.
    /// - Throws: What the run threw; `CancellationError` if the consumer's task was cancelled.
    func take(_ cursor: Int, into batch: inout Ring<TokenDelta>) async throws -> Bool {
        while true {
            let (taken, producers) = withState { state in
                (state.take(cursor, into: &batch), state.takeProducersIfRoom())
            }
            for producer in producers { producer.resume() }
            switch taken {
            case .tokens: return true
            case .end(.finished): return false
            case .end(.threw(let error)): throw error
            case .nothing: try await wait(cursor)
            }
        }
    }

    private func wait(_ cursor: Int) async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = !Task.isCancelled && withState { $0.wait(cursor, continuation) }
                if !waits { continuation.resume() }
                if waits, Task.isCancelled { withState { $0.wake(cursor) }?.resume() }
            }
        } onCancel: {
            withState { $0.wake(cursor) }?.resume()
        }
        guard Task.isCancelled else { return }
        removeCursor(cursor, .task)
        throw CancellationError()
    }

    /// A consumer leaves. If it is the last, and early, the run is cancelled.
    func removeCursor(_ cursor: Int, _ reason: CancellationReason) {
        let (isLast, producers) = withState { state in
            (state.removeCursor(cursor), state.takeProducersIfRoom())
        }
        for producer in producers { producer.resume() }
        if isLast { abandon(reason) }
    }

    /// No new consumer can come. If there is none, nobody will ever read the run.
    func closeToConsumers() {
        if withState({ $0.isUnread }) { abandon(.abandoned) }
    }

    private func abandon(_ reason: CancellationReason) {
        let (run, producers) = withState { state in
            let run = cancelsWhenAbandoned && !state.isUnlimited ? state.run : nil
            if run != nil { state.abandon() }
            return (run, state.liftLimit())
        }
        for producer in producers { producer.resume() }
        run?.endSoon(reason)
    }
}
