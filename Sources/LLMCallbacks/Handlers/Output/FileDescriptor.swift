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

/// A file that the system knows by a number.
struct FileDescriptor: Sendable {
    let rawValue: Int32

    /// Names a file that is open already.
    init(_ rawValue: Int32) {
        self.rawValue = rawValue
        preventBrokenPipeSignal()
    }

    /// Opens a file for writing at its end, and makes it if need be, for the owner's eyes only.
    ///
    /// https://man7.org/linux/man-pages/man2/open.2.html
    init(appendingTo path: String) throws(OutputError) {
        var result: Int32
        repeat {
            result = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        } while result < 0 && errno == EINTR
        guard result >= 0 else { throw OutputError(.open, path, errorNumber: errno) }
        self.init(result)
    }

    /// Closes the file. To be called once, last.
    func closeFile() { close(rawValue) }

    /// Writes all of it, with one system call unless that was interrupted or there was no room for all of it. Waits for
    /// room also where the file was set not to.
    ///
    /// https://man7.org/linux/man-pages/man2/write.2.html
    ///
    /// - Returns: How much was written, and the fault that kept it from the rest; 0 if there was none.
    func writeAll(_ bytes: [UInt8]) -> (count: Int, fault: Int32) {
        bytes.withUnsafeBytes { buffer in
            var count = 0
            while count < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[count...])
                let (written, fault) = writeWithoutSignal(rest)
                if written > 0 {
                    count += written
                } else if fault == EAGAIN || fault == EWOULDBLOCK {
                    waitForRoom()
                } else if fault != EINTR {
                    // Nothing written and no fault would go on for ever.
                    return (count, fault == 0 ? EIO : fault)
                }
            }
            return (count, 0)
        }
    }

    /// The system's words for a fault.
    static func message(for errorNumber: Int32) -> String { String(cString: strerror(errorNumber)) }

    /// Waits until something can be written, or it is sure that nothing can.
    ///
    /// https://man7.org/linux/man-pages/man2/poll.2.html
    private func waitForRoom() {
        var request = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, -1) < 0 && errno == EINTR {}
    }
}
