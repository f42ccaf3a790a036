// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One answer as it arrives. Made by ``CurlTransport/open(_:)``.
///
/// Read it by one task at a time. A stream that is dropped before its end is cancelled.
final class HTTPStream: Sendable {
    private let id: StreamID
    private let storage: HTTPStreamStorage
    /// Also keeps the transport alive for as long as anybody reads from it.
    private let transport: CurlTransport

    init(id: StreamID, storage: HTTPStreamStorage, transport: CurlTransport) {
        self.id = id
        self.storage = storage
        self.transport = transport
    }

    deinit { cancel() }

    /// The next part: ``HTTPStreamPart/head(_:)`` once, then all bytes of the body that have arrived since the last call,
    /// as one array, then nil.
    ///
    /// Waits, without holding a thread, until there is one. What arrived before a fault is handed out before its error.
    ///
    /// - Parameter progress: What came of the part before, for the deadlines.
    /// - Throws: ``CurlError`` once, for whatever broke the transfer; `CancellationError` after ``cancel()``, or when the
    ///   calling task is cancelled, which cancels the stream. After an error comes nil.
    func next(after progress: HTTPStreamProgress = .none) async throws -> HTTPStreamPart? {
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { waiter in
                if storage.next(waiter, after: progress) { transport.send(.resume(id)) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Gives the stream up: its connection is closed within milliseconds, whatever stage it is in. Does nothing after
    /// the end has been read. Returns at once.
    func cancel() {
        if storage.cancel() { transport.send(.cancel(id)) }
    }

    /// Says that the answer is complete and only something about it may follow, such as its usage: the stream ends soon,
    /// whatever bytes come, unless this is said again. Returns at once.
    func settle() { transport.send(.settle(id)) }

    /// Says that the answer goes on after all: the stream ends when its body does. Returns at once.
    func unsettle() { transport.send(.unsettle(id)) }

    /// Ends the stream for its consumer, who has all that matters (the `[DONE]`). ``next()`` returns nil from now on.
    ///
    /// Returns at once; in the background the transport reads on to the end of the body, for a bounded time, so that the
    /// connection can serve the next request.
    func finish() {
        if storage.finish() { transport.send(.drain(id)) }
    }

    /// The most bytes that were ever buffered at once.
    var peakBufferedBytes: Int { storage.peakBytes }
}
