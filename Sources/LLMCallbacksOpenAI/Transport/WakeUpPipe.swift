// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A pipe with which other threads wake one that waits for sockets.
struct WakeUpPipe: Sendable {
    /// The end to wait on.
    let readEnd: Int32
    private let writeEnd: Int32

    /// Opens the pipe.
    init() throws(CurlError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw CurlError(.resources, "no pipe to be had (errno \(errno))", while: "starting the transport")
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// Wakes the thread, now or when it next waits. Does not wait: where the pipe is full, it is awake already.
    func wakeUp() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Waits for a time, rounded up to milliseconds, or until the thread is woken.
    func wait(for time: Duration) {
        var waiting = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, Int32(clamping: time.milliseconds))
    }

    /// Takes what was written, so that the next wait is one.
    func drain() {
        var bytes: (UInt64, UInt64) = (0, 0)
        while read(readEnd, &bytes, MemoryLayout.size(ofValue: bytes)) == MemoryLayout.size(ofValue: bytes) {}
    }

    /// Closes both ends. Nobody may use the pipe after that.
    func close() {
        for end in [readEnd, writeEnd] { closeDescriptor(end) }
    }
}

private func closeDescriptor(_ descriptor: Int32) {
    #if canImport(Darwin)
        _ = Darwin.close(descriptor)
    #else
        _ = Glibc.close(descriptor)
    #endif
}
