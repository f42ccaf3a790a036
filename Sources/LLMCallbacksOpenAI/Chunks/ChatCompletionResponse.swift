// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import ServerSentEvents

/// The body of an HTTP answer to a ``ChatCompletionRequest``, whatever it turns out to be: a stream of events, one JSON
/// object, an error, or a web page.
///
/// Feed it the body as it comes, then call ``finish(into:)``. What it appends before it throws is valid and should be
/// sent before the error is passed on.
struct ChatCompletionResponse: Sendable {
    /// How much of an error's body is kept.
    static let maxErrorBytes = 64 << 10

    private enum Form {
        case undecided
        case events
        case object
        case page
        case refusal
    }

    private let status: Int
    private let requestID: String?
    private let maxBytes: Int
    private var form = Form.undecided
    private var body: [UInt8] = []
    private var parser: ServerSentEventParser
    private var decoder = ChatCompletionDecoder()

    /// Creates an answer from its head.
    ///
    /// - Parameters:
    ///   - status: The status. From 300 the body is an error.
    ///   - contentType: The value of the header `content-type`. Only `text/html` counts: good streams arrive with any
    ///     other label.
    ///   - requestID: The value of the header `x-request-id`, for errors.
    ///   - maxBytes: The most bytes that one line, event or object may have.
    init(
        status: Int,
        contentType: String? = nil,
        requestID: String? = nil,
        maxBytes: Int = ServerSentEventParser.defaultLimit
    ) {
        self.status = status
        self.requestID = requestID
        self.maxBytes = maxBytes
        parser = ServerSentEventParser(maxLineBytes: maxBytes, maxEventBytes: maxBytes)
        if !(200..<300).contains(status) {
            form = .refusal
        } else if contentType?.lowercased().hasPrefix("text/html") == true {
            form = .page
        }
    }

    /// Whether `[DONE]` has come. The answer is complete then; what remains of the body says nothing.
    var isDone: Bool { decoder.isDone }

    /// Whether the answer is complete so far: a fault of the connection takes nothing away then, but perhaps the usage.
    var isComplete: Bool { decoder.isComplete }

    /// Reads a part of the body and appends the chunks that it completes.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes. May be empty, and cut anywhere.
    ///   - chunks: Where the chunks go.
    /// - Throws: ``ModelError``: what ``ChatCompletionDecoder/decode(_:event:into:)`` throws, and `tooLarge` where the
    ///   limit is passed.
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
                    try decoder.decode(event.data, event: event.name, into: &chunks)
                }
            } catch {
                throw described(error)
            }
        case .object:
            guard bytes.count <= maxBytes - body.count else {
                throw described(ModelError(.tooLarge, "The answer is longer than the limit of \(maxBytes) bytes."))
            }
            body.append(contentsOf: bytes)
        case .page, .refusal:
            body.append(contentsOf: bytes.prefix(Self.maxErrorBytes - body.count))
        }
    }

    /// Ends the body: appends what was held back, and judges the answer.
    ///
    /// - Throws: ``ModelError``: `truncated` for a stream that stopped before its end, `invalidResponse` for a web page
    ///   or an object that is no answer, and by the status for an answer that is an error.
    mutating func finish(into chunks: inout [ModelChunk]) throws(ModelError) {
        switch form {
        case .undecided, .events:
            do { try decoder.finish(into: &chunks) } catch { throw described(error) }
        case .object:
            do { try decodeObject(into: &chunks) } catch { throw described(error) }
        case .page:
            throw failure(ChatCompletionFailure.webPage)
        case .refusal:
            throw failure(ChatCompletionFailure.refused)
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

    private func failure(
        _ describe: (_ status: Int, _ requestID: String?, _ body: UnsafeRawBufferPointer) -> ModelError
    ) -> ModelError {
        body.withUnsafeBytes { describe(status, requestID, $0) }
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
