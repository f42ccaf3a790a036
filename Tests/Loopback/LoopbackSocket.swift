// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The calls of the socket interface that the test servers need, in one form for Linux and macOS.
package enum LoopbackSocket {
    /// A call that failed, and its `errno`.
    package struct Failure: Error {
        let call: String
        let code: Int32
    }

    /// Opens a listening socket on 127.0.0.1 at a port that the system chooses.
    package static func listen(backlog: Int32) throws -> (descriptor: Int32, port: UInt16) {
        let (descriptor, port) = try reserve()
        try check(systemListen(descriptor, backlog), "listen")
        return (descriptor, port)
    }

    /// Takes a port that the system chooses, and refuses every connection to it.
    package static func reserve() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = try open()
        var address = address(port: 0)
        try check(withPointer(to: &address) { bind(descriptor, $0, $1) }, "bind")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try check(withPointer(to: &address) { address, _ in getsockname(descriptor, address, &length) }, "getsockname")
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// Begins to connect to a port of this machine, and does not wait where `waits` is false.
    package static func connect(to port: UInt16, waits: Bool) throws -> Int32 {
        let descriptor = try open()
        if !waits { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        var address = address(port: port)
        _ = withPointer(to: &address) { systemConnect(descriptor, $0, $1) }
        return descriptor
    }

    /// Raises the number of files that this process may have open, where the system lets it.
    package static func allowDescriptors(_ count: Int) throws {
        var limit = rlimit()
        try check(getrlimit(filesLimit, &limit), "getrlimit")
        guard limit.rlim_cur < rlim_t(count) else { return }
        limit.rlim_cur = min(limit.rlim_max, rlim_t(count))
        try check(setrlimit(filesLimit, &limit), "setrlimit")
    }

    #if canImport(Darwin)
        private static let filesLimit = RLIMIT_NOFILE
    #else
        private static let filesLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif

    /// Waits for a connection. Returns nil if there will be none any more.
    package static func accept(_ listener: Int32) -> Int32? {
        #if canImport(Darwin)
            let descriptor = Darwin.accept(listener, nil, nil)
        #else
            let descriptor = Glibc.accept(listener, nil, nil)
        #endif
        return descriptor < 0 ? nil : descriptor
    }

    /// Ends both directions; whoever waits on the socket wakes.
    package static func shutDown(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Closes a descriptor.
    package static func close(_ descriptor: Int32) {
        #if canImport(Darwin)
            _ = Darwin.close(descriptor)
        #else
            _ = Glibc.close(descriptor)
        #endif
    }

    /// Sends small pieces at once, and raises no signal for a peer that is gone.
    package static func prepare(accepted descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        #if canImport(Darwin)
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    /// Sends some of the bytes; returns how many, or -1.
    package static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
            Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #else
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }

    /// Makes the next `close` send RST in place of FIN.
    package static func resetOnClose(_ descriptor: Int32) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    private static func open() throws -> Int32 {
        #if canImport(Darwin)
            return try check(socket(AF_INET, SOCK_STREAM, 0), "socket")
        #else
            return try check(socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0), "socket")
        #endif
    }

    private static func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 {
        #if canImport(Darwin)
            Darwin.listen(descriptor, backlog)
        #else
            Glibc.listen(descriptor, backlog)
        #endif
    }

    private static func systemConnect(
        _ descriptor: Int32,
        _ address: UnsafeMutablePointer<sockaddr>,
        _ length: socklen_t
    ) -> Int32 {
        #if canImport(Darwin)
            Darwin.connect(descriptor, address, length)
        #else
            Glibc.connect(descriptor, address, length)
        #endif
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withPointer<Result>(
        to address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    @discardableResult
    private static func check(_ result: Int32, _ call: String) throws -> Int32 {
        guard result >= 0 else { throw Failure(call: call, code: errno) }
        return result
    }
}
