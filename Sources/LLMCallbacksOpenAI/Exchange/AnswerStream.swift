// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One answer on its way from the socket to a run: parts of HTTP in, chunks out.
struct AnswerStream<Reader: AnswerReader>: ~Copyable {
    private let stream: HTTPStream
    private let maxBytes: Int
    private let choices: Int
    private let makeReader: (HTTPHead) -> Reader
    private var reader: Reader?
    private var refusal: RefusedAnswer?
    private var chunks: [ModelChunk] = []
    private var byteCount = 0
    private var eventCount = 0
    private var hasToken = false
    private var settledEventCount = 0
    private var isSettling = false

    /// Creates the answer to a request that has been sent.
    ///
    /// - Parameters:
    ///   - stream: Where the answer comes from.
    ///   - maxBytes: The most bytes that it may have.
    ///   - choices: How many choices it should have.
    ///   - makeReader: Makes a reader for the body of a successful answer.
    init(
        _ stream: HTTPStream,
        maxBytes: Int,
        choices: Int = 1,
        reading makeReader: @escaping (HTTPHead) -> Reader
    ) {
        self.stream = stream
        self.maxBytes = maxBytes
        self.choices = choices
        self.makeReader = makeReader
    }

    /// Sends the whole answer.
    ///
    /// - Throws: ``AttemptFailure`` after everything that came before it has been sent; what ended the run, if something did.
    consuming func send(to output: ModelOutput) async throws {
        var breakage: CurlError?
        do {
            while !isOver, let part = try await stream.next(after: progress()) {
                try await receive(part, output)
            }
        } catch let error as CurlError {
            breakage = error
        }
        // A connection may break after an answer was complete, and after a refusal: that takes nothing away.
        if let refusal { throw AttemptFailure(refusal) }
        let fault = finish()
        if let breakage, reader == nil || fault?.isOfCutAnswer == true {
            try await tell(output, before: nil)
            throw AttemptFailure(breakage, hasEvents: eventCount > 0)
        }
        try await tell(output, before: fault)
        // The rest of the body says nothing, but once it is read the connection can serve another request.
        stream.finish()
    }

    /// Whether the rest of the body says nothing.
    private var isOver: Bool { reader?.isDone == true || refusal?.isFull == true }

    private mutating func receive(_ part: HTTPStreamPart, _ output: ModelOutput) async throws {
        switch part {
        case .head(let head):
            refusal = RefusedAnswer(head)
            if refusal == nil { reader = makeReader(head) }
        case .body(let bytes):
            guard refusal == nil else {
                refusal?.receive(bytes)
                return
            }
            let allowed = bytes.prefix(maxBytes - byteCount)
            byteCount += allowed.count
            let fault = allowed.withUnsafeBytes { bytes in
                do throws(ModelError) {
                    try reader?.receive(bytes, into: &chunks)
                    return ModelError?.none
                } catch {
                    return error
                }
            }
            settle()
            try await tell(output, before: fault ?? (allowed.count < bytes.count ? tooLong : nil))
        }
    }

    /// Some servers say why an answer ended and leave the connection open: that is not waited for. Each event that follows is
    /// a reason to wait anew, and pings are none; a further choice that begins is an answer that goes on. A choice that was
    /// asked for and has not begun is waited for as any event is: some servers give one after the other.
    private mutating func settle() {
        guard let reader, !reader.isDone, reader.eventCount > settledEventCount else { return }
        settledEventCount = reader.eventCount
        let hasAll = reader.isComplete && reader.choiceCount >= choices
        if hasAll { stream.settle() } else if isSettling { stream.unsettle() }
        isSettling = hasAll
    }

    private var tooLong: ModelError {
        ModelError(.tooLarge, "The answer is longer than the limit of \(maxBytes) bytes.")
    }

    private mutating func finish() -> ModelError? {
        do throws(ModelError) {
            try reader?.finish(into: &chunks)
            return nil
        } catch {
            return error
        }
    }

    /// Sends the chunks on, also those that came before a fault.
    private mutating func tell(_ output: ModelOutput, before fault: ModelError?) async throws {
        if !hasToken { hasToken = chunks.contains(where: \.isOfAnswer) }
        try await output.send(contentsOf: chunks)
        chunks.removeAll(keepingCapacity: true)
        if let fault { throw AttemptFailure(fault) }
    }

    /// What came of the part before. A refusal is an answer that has begun; its body is one event, however it trickles.
    private mutating func progress() -> HTTPStreamProgress {
        if refusal != nil {
            defer { hasToken = true }
            return hasToken ? .none : .token
        }
        guard let count = reader?.eventCount, count > eventCount else { return .none }
        eventCount = count
        return hasToken ? .token : .event
    }
}

extension ModelError {
    /// Whether this is what an answer looks like that breaks off.
    fileprivate var isOfCutAnswer: Bool { kind == .truncated || kind == .invalidResponse }
}

extension ModelChunk {
    /// Whether the chunk is a part of an answer, and not only something about it.
    fileprivate var isOfAnswer: Bool {
        switch self {
        case .model, .usage, .retrying: false
        default: true
        }
    }
}
