// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// HTTP over libcurl: one thread for all streams.
///
/// Requests go in with ``open(_:)``; answers come out of ``HTTPStream/next()``. No call waits for the network on the
/// caller's thread. The thread ends after the last stream and the transport itself have been released; ``shared`` never is.
final class CurlTransport: Sendable {
    /// What a transport allows its streams.
    struct Settings: Sendable {
        /// The most bytes that are buffered for a consumer that does not read; beyond it the server is held back.
        var maxBufferedBytes = 256 * 1024
        /// How long a complete answer whose body does not end is waited for after its last event: usage may follow.
        var settleTime: Duration = .seconds(5)
        /// How long the rest of a finished stream's body is read, for the sake of its connection.
        var drainTime: Duration = .milliseconds(100)
    }

    /// The transport of the process, started when it is first asked for.
    ///
    /// - Throws: ``CurlError`` if it could not be started, then and ever after.
    static var shared: CurlTransport {
        get throws(CurlError) { try started.get() }
    }

    private static let started = Result { () throws(CurlError) in try CurlTransport() }

    private let queue: CurlCommandQueue
    private let lastID = Atomic<StreamID>(0)

    /// Starts a thread of its own.
    ///
    /// - Throws: ``CurlError`` of kind ``CurlError/Kind/resources`` if libcurl or the thread cannot be started.
    init(settings: Settings = Settings()) throws(CurlError) {
        let loop = try CurlLoop(settings: settings)
        queue = loop.queue
        try CurlThread.start(loop)
        ProcessExit.register(queue)
    }

    deinit {
        ProcessExit.unregister(queue)
        queue.send(.stop)
    }

    /// Sends a request. Returns at once; whatever goes wrong, the stream's ``HTTPStream/next()`` throws it.
    func open(_ request: HTTPRequest) -> HTTPStream {
        let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
        let storage = HTTPStreamStorage()
        send(.start(id, request, storage))
        return HTTPStream(id: id, storage: storage, transport: self)
    }

    /// Waits until no transfer is left: all have ended, been cancelled or been drained.
    func whenIdle() async {
        await withCheckedContinuation { send(.whenIdle($0)) }
    }

    /// Sends a command to the thread.
    func send(_ command: CurlCommand) { queue.send(command) }
}
