// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The place where the transport's thread and a consumer meet: one ``HTTPStreamState`` behind a lock.
///
/// Decides under the lock and acts outside it. The transport holds this, never the ``HTTPStream``, so that a dropped
/// stream is noticed.
final class HTTPStreamStorage: Sendable {
    /// Resumed exactly once: ``HTTPStreamState`` gives every waiter out once, and its tests hold it to that.
    typealias Waiter = UnsafeContinuation<HTTPStreamPart?, any Error>
    typealias State = HTTPStreamState<Waiter>

    private let state = Mutex(State(start: .now))

    /// The most bytes that were ever buffered at once.
    var peakBytes: Int { state.withLock { $0.peakBytes } }

    /// Takes what a round of the transport brought, and wakes the consumer if that has an answer for it.
    func receive(_ batch: consuming HTTPStreamBatch) -> State.Receipt {
        let receipt = state.withLock { [batch] in $0.receive(batch) }
        if let (waiter, answer) = receipt.wakeUp { waiter.resume(with: answer) }
        return receipt
    }

    /// What the consumer made of what arrived.
    var progress: HTTPDeadlines.Progress { state.withLock { $0.progress } }

    /// Answers the waiter, now or later. Returns whether a paused transfer has room again.
    func next(_ waiter: Waiter, after progress: HTTPStreamProgress) -> Bool {
        let now = State.Instant.now
        switch state.withLock({ $0.next(waiter, after: progress, at: now) }) {
        case .wait:
            return false
        case .answer(let waiter, let answer, let resumesTransfer):
            waiter.resume(with: answer)
            return resumesTransfer
        }
    }

    /// Gives the stream up. Returns whether the transport must be told.
    func cancel() -> Bool { act(on: state.withLock { $0.cancel() }) }

    /// Ends the stream for its consumer. Returns whether the transport must be told.
    func finish() -> Bool { act(on: state.withLock { $0.finish() }) }

    private func act(on closing: State.Closing) -> Bool {
        if let (waiter, answer) = closing.wakeUp { waiter.resume(with: answer) }
        return closing.isTransferLive
    }
}
