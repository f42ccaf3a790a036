// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// A server on the loopback interface that answers every request with the same stream. A thread a connection, and no more of
/// HTTP than that takes.
final class AnswerServer: Sendable {
    /// The address to ask, for `OpenAIChatModel`.
    let url: String
    private let listener: Int32

    /// Starts to listen, on a port that the system chooses.
    ///
    /// - Parameter writes: The answer's body, as it is to be handed to the system: each part by one call, at least.
    init(_ writes: [[UInt8]]) throws {
        let (descriptor, port) = try Self.listen()
        listener = descriptor
        url = "http://127.0.0.1:\(port)/v1"
        let answer = [Self.head] + writes.map(Self.chunk) + [Array("0\r\n\r\n".utf8)]
        DispatchQueue(label: "listener").async {
            while true {
                let connection = accept(descriptor, nil, nil)
                if connection < 0 { return }
                DispatchQueue(label: "connection").async { Self.serve(connection, answer) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func listen() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && systemListen(descriptor, 64) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isListening else { throw Incomplete(description: "cannot listen on the loopback interface") }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func serve(_ connection: Int32, _ answer: [[UInt8]]) {
        defer { close(connection) }
        var noDelay: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
        while receiveRequest(connection) {
            for part in answer where !send(part, connection) { return }
        }
    }

    /// Reads one request, and drops it. False at the connection's end.
    private static func receiveRequest(_ connection: Int32) -> Bool {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return false }
            request += buffer[..<count]
            let text = String(decoding: request, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let field = text[..<end.lowerBound].lowercased().split(separator: "\r\n").first {
                $0.hasPrefix("content-length:")
            }
            let length = field.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
            if text[end.upperBound...].utf8.count >= length { return true }
        }
    }

    private static func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                write(connection, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private static let head = Array(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
    )

    /// A part of the body, as a chunk: https://www.rfc-editor.org/rfc/rfc9112#section-7.1
    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    #if canImport(Darwin)
        private static let stream = SOCK_STREAM
    #else
        private static let stream = Int32(SOCK_STREAM.rawValue)
    #endif
}

/// The system's call, whose name that of the type's hides.
private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
