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

/// Writing to a pipe that nobody reads ends the whole program, by the signal SIGPIPE, unless one sees to it. A library may
/// not change how the program takes signals, so it keeps the signal from its own writes.
extension FileDescriptor {
    #if canImport(Darwin)
        /// Has the system report a broken pipe by `EPIPE` alone.
        ///
        /// https://developer.apple.com/library/archive/documentation/System/Conceptual/ManPages_iPhoneOS/man2/fcntl.2.html
        func preventBrokenPipeSignal() { _ = fcntl(rawValue, F_SETNOSIGPIPE, 1) }

        /// Writes once. Returns how much was written, or the fault.
        func writeWithoutSignal(_ bytes: UnsafeRawBufferPointer) -> (count: Int, fault: Int32) {
            let count = write(rawValue, bytes.baseAddress, bytes.count)
            return count < 0 ? (0, errno) : (count, 0)
        }
    #else
        /// Does nothing: there is no such setting here.
        func preventBrokenPipeSignal() {}

        /// Writes once. Returns how much was written, or the fault.
        ///
        /// The signal is blocked in this thread meanwhile. It is sent to the thread that writes, so that it then waits
        /// here, and can be taken away: https://man7.org/linux/man-pages/man7/signal.7.html
        func writeWithoutSignal(_ bytes: UnsafeRawBufferPointer) -> (count: Int, fault: Int32) {
            var brokenPipe = sigset_t()
            var before = sigset_t()
            sigemptyset(&brokenPipe)
            sigaddset(&brokenPipe, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
            let wasBlocked = sigismember(&before, SIGPIPE) == 1
            let wasPending = wasBlocked && Self.isBrokenPipePending

            let count = write(rawValue, bytes.baseAddress, bytes.count)
            let fault = count < 0 ? errno : 0

            // Also a write that was broken off halfway, and so has no fault, brings the signal.
            if count < bytes.count, !wasPending {
                var now = timespec()
                while sigtimedwait(&brokenPipe, nil, &now) < 0 && errno == EINTR {}
            }
            if !wasBlocked { pthread_sigmask(SIG_SETMASK, &before, nil) }
            return (max(count, 0), fault)
        }

        /// Whether somebody else's signal waits already, which is not ours to take.
        private static var isBrokenPipePending: Bool {
            var pending = sigset_t()
            sigpending(&pending)
            return sigismember(&pending, SIGPIPE) == 1
        }
    #endif
}
