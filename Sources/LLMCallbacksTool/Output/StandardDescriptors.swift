// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The files that every program is born with: standard input 0, output 1 and error 2.
enum StandardDescriptors {
    /// Makes sure that the three are there, and that writing to a closed pipe is a fault and not the end of the program.
    ///
    /// Where a program is started with one of them closed, the next file it opens takes that number, and a socket would be
    /// written to as standard output. What is opened here cannot be written to, so that a missing output is still a fault.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", O_RDONLY) }
    }

    /// Writes all of the bytes, and waits for room where the file was set not to.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest.removeFirst(count)
            } else {
                try waitOrFail(errno, descriptor, POLLOUT, "write standard output")
            }
        }
    }

    /// Reads what is there, up to 64 KiB, and waits if there is nothing. Empty at the end.
    static func read(from descriptor: Int32) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = bytes.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return Array(bytes[..<count]) }
            try waitOrFail(errno, descriptor, POLLIN, "read standard input")
        }
    }

    private static func waitOrFail(
        _ fault: Int32,
        _ descriptor: Int32,
        _ event: Int32,
        _ action: String
    ) throws(FileError) {
        if fault == EINTR { return }
        guard fault == EAGAIN || fault == EWOULDBLOCK else { throw FileError(action: action, errorNumber: fault) }
        var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        _ = poll(&request, 1, -1)
    }
}

/// The system's calls, whose names those of the type hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
