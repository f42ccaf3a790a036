// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// Where a run's times come from: the system's monotonic clock, or one that a test winds by hand.
struct RunClock: Sendable {
    private let custom: (@Sendable () -> Int64)?
    /// Waits. Throws if the task is cancelled.
    let sleep: @Sendable (Duration) async throws -> Void

    /// The system's monotonic clock, read straight: `ContinuousClock.now` takes longer, as
    /// `Primitives` in `Benchmarks` shows.
    static let system = RunClock(custom: nil) { try await ContinuousClock().sleep(for: $0) }

    private init(custom: (@Sendable () -> Int64)?, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.custom = custom
        self.sleep = sleep
    }

    /// Any other clock, read through its protocol.
    init<C: Clock<Duration>>(_ clock: C) {
        let origin = clock.now
        custom = { origin.duration(to: clock.now).wholeNanoseconds }
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }

    /// The present, in nanoseconds since some fixed moment.
    @inline(__always)
    var nanoseconds: Int64 {
        if let custom { return custom() }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension Duration {
    /// The duration in nanoseconds, cut off below, held within what 64 bits can say (292 years).
    var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        return whole &+ attoseconds / 1_000_000_000
    }
}
