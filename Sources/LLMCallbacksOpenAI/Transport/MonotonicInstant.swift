// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A moment of the system's monotonic clock. https://man7.org/linux/man-pages/man3/clock_gettime.3.html
///
/// Deadlines are compared with each delivery. An instant of `ContinuousClock` costs more there than the comparison: its layout is
/// unknown to the compiler, so that each copy of an optional one asks the runtime.
struct MonotonicInstant: Sendable, Hashable, Comparable {
    private let sinceOrigin: Duration

    /// The present.
    static var now: MonotonicInstant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicInstant(sinceOrigin: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    /// How long it is from this moment to another; negative for an earlier one.
    func duration(to other: MonotonicInstant) -> Duration { other.sinceOrigin - sinceOrigin }

    static func + (instant: MonotonicInstant, duration: Duration) -> MonotonicInstant {
        MonotonicInstant(sinceOrigin: instant.sinceOrigin + duration)
    }

    static func < (one: MonotonicInstant, other: MonotonicInstant) -> Bool { one.sinceOrigin < other.sinceOrigin }
}
