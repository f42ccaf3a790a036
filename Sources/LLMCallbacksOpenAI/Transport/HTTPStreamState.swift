// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One stream as a value: what has arrived, who waits for it, and how it ended. Says what to do, and does nothing itself.
///
/// `Waiter` is whatever a consumer is woken with: a continuation in the transport, a number in the tests.
struct HTTPStreamState<Waiter> {
    /// What a consumer gets: a part, nil at the end, or an error.
    typealias Answer = Result<HTTPStreamPart?, any Error>
    typealias Instant = MonotonicInstant

    private enum Phase {
        /// The transfer lives.
        case open
        /// The transfer is over; what is buffered, and then how it ended, is still to be read.
        case ended(HTTPStreamEnding)
        /// Nothing more to read.
        case finished
        /// Somebody gave up.
        case cancelled
    }

    private var phase = Phase.open
    private var head: HTTPHead?
    private var body: [UInt8] = []
    private var waiter: Waiter?
    private var isPaused = false
    private var lastEvent: Instant
    private var hasToken = false
    private var judgedParts = 0
    /// The most bytes that were ever buffered at once.
    private(set) var peakBytes = 0

    /// Creates the state of a stream that begins now.
    init(start: Instant) { lastEvent = start }

    // MARK: The transport's side

    /// What the consumer made of what arrived.
    var progress: HTTPDeadlines.Progress {
        HTTPDeadlines.Progress(
            lastEvent: lastEvent,
            hasToken: hasToken,
            isWaiting: waiter != nil,
            judgedParts: judgedParts
        )
    }

    /// What the transport must do after a batch.
    struct Receipt {
        /// Whom to wake, and with what.
        var wakeUp: (waiter: Waiter, answer: Answer)?
        /// How many bytes lie in the buffer.
        var bufferedBytes = 0
        /// Whether a paused transfer may go on at once: its bytes went straight to a consumer who waited.
        var resumesTransfer = false
        /// What the consumer made of what had arrived before.
        var progress: HTTPDeadlines.Progress
    }

    /// Takes what a round brought. Once a round at most, so that a consumer wakes once for all of it.
    mutating func receive(_ batch: consuming HTTPStreamBatch) -> Receipt {
        var receipt = Receipt(progress: progress)
        guard case .open = phase else { return receipt }
        store(batch)
        if let waiter, let answer = take() {
            self.waiter = nil
            receipt.wakeUp = (waiter, answer)
        }
        receipt.bufferedBytes = body.count
        receipt.resumesTransfer = takeResumption()
        return receipt
    }

    private mutating func store(_ batch: consuming HTTPStreamBatch) {
        if let head = batch.head { self.head = head }
        if body.isEmpty { body = batch.body } else { body += batch.body }
        peakBytes = max(peakBytes, body.count)
        isPaused = batch.isPaused
        if let ending = batch.ending { phase = .ended(ending) }
    }

    // MARK: The consumer's side

    /// What a consumer who asks for the next part must do.
    enum Reply {
        /// Wait: the waiter is kept, and will be woken exactly once.
        case wait
        /// Go on with the answer; the waiter is handed back. `resumesTransfer`: tell the transport that there is room.
        case answer(Waiter, Answer, resumesTransfer: Bool)
    }

    /// Asks for the next part. One consumer at a time.
    ///
    /// - Parameter progress: What the consumer made of the part before.
    mutating func next(_ waiter: Waiter, after progress: HTTPStreamProgress, at now: Instant) -> Reply {
        precondition(self.waiter == nil, "two tasks read one HTTPStream at the same time")
        judgedParts += 1
        switch progress {
        case .none: break
        case .event: lastEvent = now
        case .token: (lastEvent, hasToken) = (now, true)
        }
        guard let answer = take() else {
            self.waiter = waiter
            return .wait
        }
        return .answer(waiter, answer, resumesTransfer: takeResumption())
    }

    /// What closing a stream asks for.
    struct Closing {
        /// Whom to wake, and with what.
        var wakeUp: (waiter: Waiter, answer: Answer)?
        /// Whether the transport still works for this stream and must be told.
        var isTransferLive = false
    }

    /// Gives the stream up: what is buffered is dropped, and consumers get `CancellationError`.
    /// Does nothing after the end has been read.
    mutating func cancel() -> Closing { close(as: .cancelled, answer: .failure(CancellationError())) }

    /// Ends the stream for its consumer, who has all that matters. Does nothing after the end has been read.
    mutating func finish() -> Closing { close(as: .finished, answer: .success(nil)) }

    private mutating func close(as closed: Phase, answer: Answer) -> Closing {
        var closing = Closing()
        switch phase {
        case .open: closing.isTransferLive = true
        case .ended: break
        case .finished, .cancelled: return closing
        }
        phase = closed
        (head, body, isPaused) = (nil, [], false)
        if let waiter { closing.wakeUp = (waiter, answer) }
        waiter = nil
        return closing
    }

    // MARK: Both

    /// The next answer if there is one: head, then all of the body at once, then the end.
    private mutating func take() -> Answer? {
        if let head {
            self.head = nil
            return .success(.head(head))
        }
        if !body.isEmpty {
            let bytes = body
            body = []
            return .success(.body(bytes))
        }
        switch phase {
        case .open: return nil
        case .finished: return .success(nil)
        case .cancelled: return .failure(CancellationError())
        case .ended(let ending):
            phase = .finished
            return ending.answer
        }
    }

    /// Whether a paused transfer has room again. One take empties the buffer, so that the low mark is zero.
    private mutating func takeResumption() -> Bool {
        guard isPaused, body.isEmpty else { return false }
        isPaused = false
        return true
    }
}

extension HTTPStreamEnding {
    fileprivate var answer: Result<HTTPStreamPart?, any Error> {
        switch self {
        case .complete: .success(nil)
        case .failed(let error): .failure(error)
        }
    }
}
