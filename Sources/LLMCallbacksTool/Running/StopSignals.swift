// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// SIGINT, SIGTERM, and SIGHUP, which a terminal that is closed sends: the first of them stops what is under way, the second
/// ends the program at once.
///
/// No signal handler is installed. The signals are blocked in all threads, and the main thread waits for them by `sigwait`:
/// https://man7.org/linux/man-pages/man3/sigwait.3.html
final class StopSignals: Sendable {
    /// Those of this program.
    static let shared = StopSignals()

    private struct State {
        var received: Int32?
        var stop: (@Sendable () -> Void)?
        var interrupt: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let signals = [SIGINT, SIGTERM, SIGHUP].filter { !StopSignals.isIgnored($0) }
    private let end: @Sendable (ExitStatus) -> Void

    /// - Parameter end: Ends the program: for tests.
    init(end: @escaping @Sendable (ExitStatus) -> Void = { exit($0.rawValue) }) { self.end = end }

    /// The signal that came, if any.
    var received: Int32? { state.withLock { $0.received } }

    /// Blocks the signals. To be called on the main thread, before there are others: they inherit it.
    func block() {
        var set = Self.set(of: signals)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for a signal and acts on it. To be called on the main thread, once. Does not return.
    func wait() -> Never {
        while !signals.isEmpty {
            let signal = waitForSignal()
            guard signal == SIGINT, let interrupt = state.withLock({ $0.interrupt }) else {
                receive(signal)
                break
            }
            interrupt()
        }
        while true { pause() }
    }

    /// Says what to do at SIGINT, each time, instead of stopping.
    func whenInterrupted(_ interrupt: @escaping @Sendable () -> Void) {
        state.withLock { $0.interrupt = interrupt }
    }

    /// Says what to do at the signal; before that, or with nothing to do, it ends the program. Done at once if the signal has
    /// come.
    func whenStopped(_ stop: (@Sendable () -> Void)?) {
        let isLate = state.withLock { state in
            state.stop = stop
            return state.received != nil
        }
        if isLate { stop?() }
    }

    /// Begins a task that the signal cancels. There is no moment in which it runs and the signal would end the program: what it
    /// has recorded by then would be lost.
    ///
    /// - Parameter executor: Where to run it, if that matters.
    func task<Success: Sendable>(
        on executor: (any TaskExecutor)? = nil,
        _ work: @escaping @Sendable () async throws -> Success
    ) -> Task<Success, any Error> {
        let stop = TaskStop()
        whenStopped { stop.cancel() }
        let task = Task(executorPreference: executor) { try await work() }
        stop.begin { task.cancel() }
        return task
    }

    /// Acts on the first signal.
    func receive(_ signal: Int32) {
        let stop = state.withLock { state in
            state.received = signal
            return state.stop
        }
        // From here on the main thread takes the signals, and they do what they do to any program.
        var set = Self.set(of: signals)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        guard let stop else { return end(ExitStatus.stopped(by: signal)) }
        stop()
    }

    private func waitForSignal() -> Int32 {
        var set = Self.set(of: signals)
        var signal: Int32 = 0
        while sigwait(&set, &signal) != 0 {}
        return signal
    }

    /// Whether whoever started the program wants it left alone by a signal, as `nohup` and background jobs do.
    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        // Not a function: the number 1 in the place of one.
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func set(of signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        return set
    }
}
