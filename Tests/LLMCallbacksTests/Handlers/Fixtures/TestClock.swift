// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A clock that stands still until it is set. Nobody who sleeps by it wakes, unless cancelled.
final class TestClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private let offset = Mutex(Duration.zero)
    var now: Instant { Instant(offset: offset.withLock { $0 }) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func set(_ time: Duration) { offset.withLock { $0 = time } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let (nothing, source) = AsyncStream<Never>.makeStream()
        // Ends when the task is cancelled.
        for await _ in nothing {}
        withExtendedLifetime(source) {}
        throw CancellationError()
    }
}
