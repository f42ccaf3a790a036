// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A listening socket whose queue is full and that nobody accepts from: whoever connects to it waits.
package final class FullListener: Sendable {
    /// The port to connect to.
    package let port: UInt16
    private let descriptors: [Int32]

    /// Listens, and fills the queue.
    package init() throws {
        let (listener, port) = try LoopbackSocket.listen(backlog: 0)
        self.port = port
        descriptors = try [listener] + (0..<3).map { _ in try LoopbackSocket.connect(to: port, waits: false) }
    }

    /// The listener's address, without a path.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// Closes everything.
    package func stop() {
        for descriptor in descriptors { LoopbackSocket.close(descriptor) }
    }
}
