// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The thread that a ``CurlLoop`` runs on.
enum CurlThread {
    /// Starts a detached thread. It holds the loop until it ends, and nobody waits for it.
    static func start(_ loop: CurlLoop) throws(CurlError) {
        let argument = Unmanaged.passRetained(loop)
        let code = withSignalsBlocked { create(argument.toOpaque()) }
        guard code == 0 else {
            argument.release()
            loop.cleanUp()
            throw CurlError(.resources, "no thread to be had (errno \(code))", while: "starting the transport")
        }
    }

    private static func run(_ argument: UnsafeMutableRawPointer) {
        let loop = Unmanaged<CurlLoop>.fromOpaque(argument).takeRetainedValue()
        ccurl_name_thread("llm-http")
        loop.run()
    }

    /// A new thread inherits the signal mask. Blocked from its first instruction on, no signal of the process is handled on
    /// it, and a broken TLS connection raises no SIGPIPE. Faults of the thread's own stay open, for crash reports.
    private static func withSignalsBlocked(_ body: () -> Int32) -> Int32 {
        var blocked = sigset_t()
        var previous = sigset_t()
        sigfillset(&blocked)
        for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&blocked, fault) }
        pthread_sigmask(SIG_SETMASK, &blocked, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        return body()
    }

    #if canImport(Darwin)
        private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
            CurlThread.run(argument)
            return nil
        }

        private static func create(_ argument: UnsafeMutableRawPointer) -> Int32 {
            var thread: pthread_t?
            let code = pthread_create(&thread, nil, Self.entry, argument)
            if let thread { pthread_detach(thread) }
            return code
        }
    #else
        private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            if let argument { CurlThread.run(argument) }
            return nil
        }

        private static func create(_ argument: UnsafeMutableRawPointer) -> Int32 {
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, entry, argument)
            if code == 0 { pthread_detach(thread) }
            return code
        }
    #endif
}
