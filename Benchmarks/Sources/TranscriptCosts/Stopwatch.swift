// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Time on the clock, and time on processors.
enum Stopwatch {
    /// Nanoseconds from some moment on.
    static var now: Int64 { read(CLOCK_MONOTONIC) }
    /// Nanoseconds that all threads of this program have run.
    static var processorTime: Int64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
