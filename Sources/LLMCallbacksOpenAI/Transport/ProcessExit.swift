// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Makes the transports' threads stand still before the process takes its libraries down.
///
/// `exit` runs the clean-up of TLS libraries while other threads still run; a transfer at that moment would use what is
/// being freed. Handlers run in the reverse order of their registration, and this one is registered after libcurl has
/// initialised its TLS library, so it runs first: https://pubs.opengroup.org/onlinepubs/9799919799/functions/atexit.html
enum ProcessExit {
    /// How long to wait for one thread. It answers after a round of its loop, in microseconds as a rule; a round in which
    /// several TLS connections begin, on a busy machine, was seen to take a third of a second.
    private static let maxWaitMilliseconds: Int32 = 5000

    private static let queues = Mutex<[ObjectIdentifier: CurlCommandQueue]>([:])
    /// Registers the handler once.
    private static let registration: Int32 = atexit { ProcessExit.haltAll() }
    /// A forked child that exits has no such threads to wait for.
    private static let owner = getpid()

    /// Includes a transport whose thread runs.
    static func register(_ queue: CurlCommandQueue) {
        _ = (registration, owner)
        queues.withLock { $0[ObjectIdentifier(queue)] = queue }
    }

    /// Leaves a transport out, before its thread is told to stop.
    static func unregister(_ queue: CurlCommandQueue) {
        _ = queues.withLock { $0.removeValue(forKey: ObjectIdentifier(queue)) }
    }

    /// Called on a transport's thread. Never returns; what the thread refers to stays as it is, and the kernel closes it.
    static func halt(acknowledging descriptor: Int32) -> Never {
        var byte: UInt8 = 0
        _ = write(descriptor, &byte, 1)
        while true { pause() }
    }

    private static func haltAll() {
        guard getpid() == owner else { return }
        for queue in queues.withLock({ Array($0.values) }) { halt(queue) }
    }

    private static func halt(_ queue: CurlCommandQueue) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        guard queue.send(.halt(acknowledging: ends[1])) else { return }
        var waiting = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, maxWaitMilliseconds)
    }
}
