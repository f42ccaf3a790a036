// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import ServerSentEvents

/// The body of a successful HTTP answer to a ``ChatCompletionRequest``, whatever it turns out to be: a stream of events,
/// one JSON object, or a web page.
struct ChatCompletionResponse: AnswerReader, Sendable {
    /// How much of a web page is kept.
    static let maxPageBytes = 64 << 10

    private enum Form {
        case undecided
        case events
        case object
        case page
    }

    private let status: Int
    private let requestID: String?
    private let limits: AnswerLimits
    private var form = Form.undecided
    private var body: [UInt8] = []
    private var parser: ServerSentEventParser
    private var decoder = ChatCompletionDecoder()
    private(set) var eventCount = 0

    /// Creates an answer from its head.
    ///
    /// - Parameters:
    ///   - head: Status and headers. Of the types only `text/html` counts: good streams arrive with any other label.
    ///   - limits: How many bytes a line, an event or an object may have.
    init(_ head: HTTPHead, limits: AnswerLimits) {
        self.limits = limits
        status = head.status
        requestID = head.requestID
        parser = ServerSentEventParser(maxLineBytes: limits.line, maxEventBytes: limits.event)
        if head["content-type"]?.lowercased().hasPrefix("text/html") == true { form = .page }
    }

    /// Whether `[DONE]` has come. The answer is complete then; what remains of the body says nothing.
    var isDone: Bool { decoder.isDone }

    /// Whether the answer is complete so far: a fault of the connection takes nothing away then, but perhaps the usage.
    var isComplete: Bool { decoder.isComplete }

    mutating func receive(
        _ bytes: UnsafeRawBufferPointer,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        if case .undecided = form { decide(bytes.trimmed.first) }
        switch form {
        case .undecided:
            break
        case .events:
            do {
                try parser.parse(bytes) { event in
                    eventCount += 1
                    try decoder.decode(event.data, event: event.name, into: &chunks)
                }
            } catch {
                throw described(error)
            }
        case .object:
            guard bytes.count <= limits.event - body.count else {
                throw described(ModelError(.tooLarge, "The answer is longer than the limit of \(limits.event) bytes."))
            }
            body.append(contentsOf: bytes)
        case .page:
            body.append(contentsOf: bytes.prefix(Self.maxPageBytes - body.count))
        }
    }

    mutating func finish(into chunks: inout [ModelChunk]) throws(ModelError) {
        switch form {
        case .undecided, .events:
            do { try decoder.finish(into: &chunks) } catch { throw described(error) }
        case .object:
            do { try decodeObject(into: &chunks) } catch { throw described(error) }
        case .page:
            throw body.withUnsafeBytes {
                ChatCompletionFailure.webPage(status: status, requestID: requestID, body: $0)
            }
        }
    }

    /// Takes the form from the first byte that is no white space. No line of a stream begins with a bracket.
    private mutating func decide(_ first: UInt8?) {
        switch first {
        case nil: break
        case UInt8(ascii: "{"), UInt8(ascii: "["): form = .object
        case UInt8(ascii: "<"): form = .page
        default: form = .events
        }
    }

    private mutating func decodeObject(into chunks: inout [ModelChunk]) throws {
        let body = body
        try body.withUnsafeBytes { try decoder.decode($0, into: &chunks) }
        decoder.flush(into: &chunks)
        guard decoder.hasChoices else {
            throw ModelError(.invalidResponse, "The server answered with JSON that is no chat completion.")
        }
    }

    /// Adds the request's name to an error, and makes it a model's error.
    private func described(_ error: any Error) -> ModelError {
        var described =
            error is ServerSentEventError
            ? ModelError(.tooLarge, "\(error)", underlying: error) : ModelError(wrapping: error)
        described.requestID = described.requestID ?? requestID
        return described
    }
}
