// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

#if canImport(Darwin)
    /// The lock of a queue, held for some nanoseconds a token.
    typealias BriefLock = Mutex<Void>
#else
    /// The lock of a queue, held for some nanoseconds a token.
    ///
    /// `Mutex` costs more than ten times as much on Linux when nobody else is there: `Benchmarks` shows it, in `Primitives`,
    /// and Docs/Decisions/0004-brief-lock.md what follows. A thread that finds this one taken spins a little and then
    /// gives its time away. Nothing that waits, calls out or allocates more than a ring's growth may run under it.
    struct BriefLock: ~Copyable, Sendable {
        private let isTaken = Atomic(false)

        init(_ value: Void) {}

        @inline(__always)
        borrowing func withLock<Result: ~Copyable>(_ body: (inout Void) -> Result) -> Result {
            if !isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged { wait() }
            defer { unlock() }
            var nothing: Void = ()
            return body(&nothing)
        }

        @inline(__always)
        private borrowing func unlock() {
            // The compiler moves retains down past stores, atomic ones that release too: what was put there or taken out under
            // the lock would be counted after the lock was let go. It moves none past a fence, which is no instruction on x86.
            // The store releases as well, as the thread sanitizer knows nothing of fences.
            atomicMemoryFence(ordering: .releasing)
            isTaken.store(false, ordering: .releasing)
        }

        @inline(never)
        private borrowing func wait() {
            var rounds = 0
            while !isTaken.weakCompareExchange(expected: false, desired: true, ordering: .acquiring).exchanged {
                rounds += 1
                if rounds % 64 == 0 { sched_yield() }
            }
        }
    }
#endif
