// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The floor of a download: a blocking socket, read until as much has come as is expected, and nothing made of it.
struct PlainDownload {
    let port: UInt16
    let path: String

    /// Returns once `count` bytes have come, or the server has closed.
    func read(atLeast count: Int) throws {
        let descriptor = socket(AF_INET, SocketKind.stream, 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Failure(code: errno) }
        let question = Array("GET /\(path)/ HTTP/1.1\r\n\r\n".utf8)
        guard send(descriptor, question, question.count, 0) == question.count else { throw Failure(code: errno) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var left = count
        while left > 0 {
            let taken = recv(descriptor, &buffer, buffer.count, 0)
            guard taken > 0 else { throw Failure(code: errno) }
            left -= taken
        }
    }

    private struct Failure: Error { let code: Int32 }
}
