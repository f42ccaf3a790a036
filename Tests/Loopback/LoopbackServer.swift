// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A real server on 127.0.0.1, at a port that the system chooses, that does what a script says.
///
/// The script runs once for each connection, on a thread of its own, and closes the connection by returning or throwing:
///
/// ```swift
/// let server = try LoopbackServer { connection in
///     while connection.readRequest() != nil { try connection.answer(events: ["{}"]) }
/// }
/// defer { server.stop() }
/// ```
package final class LoopbackServer: Sendable {
    /// What the server does with one connection.
    package typealias Script = @Sendable (LoopbackConnection) throws -> Void

    private struct State {
        var connectionCount = 0
        var open: Set<Int32> = []
        var requests: [RecordedRequest] = []
        var isStopped = false
    }

    /// The port that the system chose.
    package let port: UInt16
    private let listener: Int32
    private let script: Script
    private let state = Mutex(State())

    /// Listens, and accepts connections until ``stop()``.
    ///
    /// - Parameter gate: Where the server waits before it accepts the first connection; clients can connect before that.
    package init(acceptingAfter gate: Gate? = nil, _ script: @escaping Script) throws {
        self.script = script
        (listener, port) = try LoopbackSocket.listen(backlog: 1024)
        Thread.detachNewThread {
            gate?.blockThread()
            self.acceptConnections()
        }
    }

    /// A server that answers every request with a stream of these events and `[DONE]`, and keeps its connections open.
    package static func events(_ events: [String]) throws -> LoopbackServer {
        try LoopbackServer { connection in
            while connection.readRequest() != nil { try connection.answer(events: events) }
        }
    }

    /// A server that answers every request with this status.
    package static func refusing(
        status: Int,
        _ headers: [(String, String)] = [],
        body: String = ""
    ) throws -> LoopbackServer {
        try LoopbackServer { connection in
            while connection.readRequest() != nil { try connection.answer(status: status, headers, body: body) }
        }
    }

    /// The server's address, without a path.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// How many connections have been accepted.
    package var connectionCount: Int { state.withLock { $0.connectionCount } }

    /// The requests that the scripts have read, in the order in which they were complete.
    package var requests: [RecordedRequest] { state.withLock { $0.requests } }

    /// Stops listening and shuts all connections down. Scripts that wait at a gate wait on.
    package func stop() {
        let isFirst = state.withLock { state in
            for descriptor in state.open { LoopbackSocket.shutDown(descriptor) }
            defer { state.isStopped = true }
            return !state.isStopped
        }
        // Wakes the thread that accepts; closing its descriptor would not, on every system.
        if isFirst, let knock = try? LoopbackSocket.connect(to: port, waits: true) { LoopbackSocket.close(knock) }
    }

    private func acceptConnections() {
        while true {
            guard let descriptor = LoopbackSocket.accept(listener), let number = admit(descriptor) else { break }
            LoopbackSocket.prepare(accepted: descriptor)
            Thread.detachNewThread { self.serve(descriptor, number) }
        }
        LoopbackSocket.close(listener)
    }

    /// The number of the connection, or nil if the server has been stopped.
    private func admit(_ descriptor: Int32) -> Int? {
        state.withLock { state in
            guard !state.isStopped else {
                LoopbackSocket.close(descriptor)
                return nil
            }
            state.open.insert(descriptor)
            defer { state.connectionCount += 1 }
            return state.connectionCount
        }
    }

    private func serve(_ descriptor: Int32, _ number: Int) {
        let connection = LoopbackConnection(
            number: number,
            descriptor: descriptor,
            record: { request in self.state.withLock { $0.requests.append(request) } },
            close: { self.close(connection: descriptor) }
        )
        try? script(connection)
        connection.finish()
    }

    /// Closes once. Inside the lock, so that `stop` never touches a descriptor that serves somebody else by now.
    private func close(connection descriptor: Int32) {
        state.withLock { state in
            if state.open.remove(descriptor) != nil { LoopbackSocket.close(descriptor) }
        }
    }
}
