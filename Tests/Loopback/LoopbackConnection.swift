// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The server's end of one connection, in the hands of a script. Its calls block the script's own thread.
///
/// Every sending call throws ``Closed`` once the client is gone; let that error pass, it ends the script.
package final class LoopbackConnection {
    /// The client is gone.
    package struct Closed: Error {}

    /// The number of the connection, counted from 0 in the order in which they were accepted.
    package let number: Int
    private let descriptor: Int32
    private let record: (RecordedRequest) -> Void
    private let close: () -> Void
    /// From then on the descriptor's number may be that of another connection.
    private var isClosed = false
    /// How many requests have come whole by this connection.
    package private(set) var requestCount = 0
    private var received: [UInt8] = []

    init(
        number: Int,
        descriptor: Int32,
        record: @escaping (RecordedRequest) -> Void,
        close: @escaping () -> Void
    ) {
        self.number = number
        self.descriptor = descriptor
        self.record = record
        self.close = close
    }

    /// Reads one whole request and records it. Returns nil if the client closes before the next one begins.
    package func readRequest() -> RecordedRequest? {
        guard let end = position(of: Array("\r\n\r\n".utf8)) else { return nil }
        var request = RecordedRequest(head: received[..<end], connection: number)
        let length = request["content-length"].flatMap { Int($0) } ?? 0
        let start = end + 4
        while received.count < start + length {
            guard receive() else { return nil }
        }
        request.body = Array(received[start..<(start + length)])
        received.removeFirst(start + length)
        requestCount += 1
        record(request)
        return request
    }

    /// Sends all of the bytes.
    package func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { LoopbackSocket.send(descriptor, .init(rebasing: $0[sent...])) }
            guard count > 0 else { throw Closed() }
            sent += count
        }
    }

    /// Sends all of the text.
    package func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Waits until the test opens the gate.
    package func wait(for gate: Gate) { gate.blockThread() }

    /// Waits until the client closes, by FIN or RST, and drops what it sends before.
    package func waitForClose() {
        while receive() { received = [] }
    }

    /// Closes with FIN, unless it is closed. A script that returns does the same.
    package func finish() {
        if !isClosed { close() }
        isClosed = true
    }

    /// Closes with RST, unless it is closed.
    package func reset() {
        if !isClosed { LoopbackSocket.resetOnClose(descriptor) }
        finish()
    }

    private func position(of pattern: [UInt8]) -> Int? {
        while true {
            let starts = 0..<max(0, received.count - pattern.count + 1)
            if let start = starts.first(where: { received[$0...].starts(with: pattern) }) { return start }
            guard receive() else { return nil }
        }
    }

    private func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }
}
