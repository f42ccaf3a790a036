// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// What the locks and clocks cost that the core could be built on, with nobody else there. Behind decisions 4 and 5.
///
///     swift run --package-path Benchmarks -c release Primitives
@main
struct Main {
    private final class Locks: Sendable {
        let mutex = Mutex(0)
        let flag = Atomic(false)
    }

    static func main() {
        let locks = Locks()
        report("Mutex, lock and unlock") { locks.mutex.withLock { $0 &+= 1 } }
        report("compare-and-swap pair") {
            _ = locks.flag.compareExchange(expected: false, desired: true, ordering: .acquiring)
            _ = locks.flag.compareExchange(expected: true, desired: false, ordering: .releasing)
        }
        report("compare-and-swap, then store") {
            _ = locks.flag.compareExchange(expected: false, desired: true, ordering: .acquiring)
            locks.flag.store(false, ordering: .releasing)
        }
        var sum = 0
        report("clock_gettime") {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            sum &+= Int(time.tv_nsec)
        }
        let origin = ContinuousClock.now
        report("ContinuousClock.now") { sum &+= ContinuousClock.now > origin ? 1 : 0 }
        precondition(sum != 0)
    }

    /// Prints the least of several turns, in nanoseconds an operation.
    private static func report(_ name: String, _ operation: () -> Void) {
        let count = 1_000_000
        var least = Duration.seconds(1)
        for _ in 0..<9 {
            let began = ContinuousClock.now
            for _ in 0..<count { operation() }
            least = min(least, began.duration(to: .now))
        }
        print(name, Double(least.components.attoseconds) / 1e9 / Double(count), "ns")
    }
}
