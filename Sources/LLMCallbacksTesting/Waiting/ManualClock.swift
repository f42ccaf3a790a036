// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A clock that stands still until a test winds it.
///
/// ```swift
/// let clock = ManualClock()
/// let manager = CallbackManager([.handler(slow, deadline: .seconds(1))], clock: clock)
/// async let reply = model.generate("Hello", manager: manager)
/// try await clock.waitForSleepers(1)      // the deadline is being watched
/// clock.advance(by: .seconds(1))          // and has passed
/// ```
public final class ManualClock: Clock {
    /// A moment of a manual clock.
    public struct Instant: InstantProtocol {
        /// The time since the clock was made.
        public let offset: Duration

        /// Creates a moment, so long after the clock was made.
        public init(offset: Duration = .zero) { self.offset = offset }

        /// The moment a duration later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        /// The time from this moment to another.
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        /// Whether the first comes before the second.
        public static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct Sleeper {
        let number: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var now: Instant
        var sleepers: [Sleeper] = []
        var lastNumber = 0
        /// Sleepers whose task was cancelled before they were in the list.
        var cancelled: Set<Int> = []
    }

    private let state: Watched<State>

    /// Creates a clock at zero.
    public init() { state = Watched(State(now: Instant())) }

    /// The present. Moves only by ``advance(by:)``.
    public var now: Instant { state.state.now }

    /// The smallest step: none is too small.
    public var minimumResolution: Duration { .zero }

    /// How many tasks sleep on this clock.
    public var sleeperCount: Int { state.state.sleepers.count }

    /// Sleeps until the clock is wound to a moment or past it.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let number = state.update { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        let isDone = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                add(Sleeper(number: number, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            cancel(number)
        }
        guard isDone else { throw CancellationError() }
    }

    /// Winds the clock and wakes whoever has slept long enough, the earliest deadline first, of equal ones who came first.
    public func advance(by duration: Duration) {
        precondition(duration >= .zero, "a clock does not run backwards")
        let due = state.update { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            let due = state.sleepers.filter { $0.deadline <= now }
            state.sleepers.removeAll { $0.deadline <= now }
            return due.sorted { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
        }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
    }

    /// Waits until at least so many tasks sleep on this clock.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitForSleepers(_ count: Int = 1) async throws {
        try await state.waitUnlessCancelled { $0.sleepers.count >= count }
    }

    private func add(_ sleeper: Sleeper) {
        let answer: Bool? = state.update { state in
            if state.cancelled.remove(sleeper.number) != nil { return false }
            if sleeper.deadline <= state.now { return true }
            state.sleepers.append(sleeper)
            return nil
        }
        if let answer { sleeper.continuation.resume(returning: answer) }
    }

    private func cancel(_ number: Int) {
        let sleeper: Sleeper? = state.update { state in
            guard let place = state.sleepers.firstIndex(where: { $0.number == number }) else {
                state.cancelled.insert(number)
                return nil
            }
            return state.sleepers.remove(at: place)
        }
        sleeper?.continuation.resume(returning: false)
    }
}
