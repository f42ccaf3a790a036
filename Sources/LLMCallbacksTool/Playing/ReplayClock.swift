// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A clock that somebody turns while others wait by it: faster, slower, not at all, or ahead.
final class ReplayClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        let offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    /// How long a change of the clock takes to be noticed by those who wait.
    private static let slice = Duration.milliseconds(40)

    private struct State {
        var time = Duration.zero
        var read = ContinuousClock.now
        var speed: Double
        var isPaused = false
        /// The moment that somebody waits for, if anybody does.
        var awaited: Duration?
        /// Whether a step was asked for while nobody waited: it is for whoever waits next.
        var isStepDue = false

        /// Lets the time pass that has passed.
        mutating func turn() {
            let now = ContinuousClock.now
            if !isPaused { time += (now - read) * speed }
            read = now
        }
    }

    private let state: Mutex<State>

    init(speed: Double) { state = Mutex(State(speed: speed)) }

    var minimumResolution: Duration { .nanoseconds(1) }
    var now: Instant { Instant(offset: read { $0.time }) }
    var isPaused: Bool { read { $0.isPaused } }
    var speed: Double { read { $0.speed } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        defer { state.withLock { $0.awaited = nil } }
        while true {
            let rest = state.withLock { state -> Duration in
                state.turn()
                state.awaited = deadline.offset
                if state.isStepDue { state.time = max(state.time, deadline.offset) }
                state.isStepDue = false
                let rest = deadline.offset - state.time
                if rest <= .zero { return .zero }
                return state.isPaused ? Self.slice : min(rest / state.speed, Self.slice)
            }
            if rest <= .zero { return }
            try await Task.sleep(for: rest, tolerance: .zero)
        }
    }

    /// Stops, or goes on.
    func pause(_ isPaused: Bool? = nil) { change { $0.isPaused = isPaused ?? !$0.isPaused } }

    /// Sets how many times as fast as any other clock it is.
    func setSpeed(_ speed: Double) { change { $0.speed = min(max(speed, 1.0 / 64), 1024) } }

    /// Stops at the moment that somebody waits for, or will wait for next.
    func step() {
        change { state in
            state.isPaused = true
            if let awaited = state.awaited { state.time = max(state.time, awaited) } else { state.isStepDue = true }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        state.withLock { state in
            state.turn()
            body(&state)
        }
    }

    private func read<Value>(_ body: (State) -> Value) -> Value {
        state.withLock { state in
            state.turn()
            return body(state)
        }
    }
}
