// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import ServerSentEvents

/// The body of a model's successful HTTP answer, whatever it turns out to be: a stream of events or of lines, one JSON object,
/// or a web page.
struct AnswerResponse<Decoder: AnswerDecoder>: AnswerReader, Sendable {
    /// How much of a web page is kept.
    static var maxPageBytes: Int { 64 << 10 }

    private enum Form {
        case undecided
        case events
        case lines
        case object
        case page
    }

    private let status: Int
    private let requestID: String?
    private let limits: AnswerLimits
    private var form = Form.undecided
    private var body: [UInt8] = []
    private var events: ServerSentEventParser
    private var lines: LineParser
    private var decoder = Decoder()
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
        events = ServerSentEventParser(maxLineBytes: limits.line, maxEventBytes: limits.event)
        lines = LineParser(maxBytes: min(limits.line, limits.event))
        if head["content-type"]?.lowercased().hasPrefix("text/html") == true { form = .page }
    }

    var isDone: Bool { decoder.isDone || form == .page && body.count >= Self.maxPageBytes }

    var isComplete: Bool { decoder.isComplete }

    var choiceCount: Int { decoder.choiceCount }

    mutating func receive(
        _ bytes: UnsafeRawBufferPointer,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        let bytes = form == .undecided ? decide(from: bytes) : bytes
        switch form {
        case .undecided, .events:
            // White space before the first event counts: a space makes another field of `data`.
            do { try decodeEvents(bytes, into: &chunks) } catch { throw described(error) }
        case .lines:
            do { try decodeLines(bytes, into: &chunks) } catch { throw described(error) }
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
        do {
            switch form {
            case .undecided, .events: try decoder.finish(into: &chunks)
            case .lines: try finishLines(into: &chunks)
            case .object: try decodeObject(into: &chunks)
            case .page:
                throw body.withUnsafeBytes {
                    ChatCompletionFailure.webPage(status: status, requestID: requestID, body: $0)
                }
            }
        } catch {
            throw described(error)
        }
    }

    /// Takes the form from the first byte that is no white space: no line of an event stream begins with a bracket. Returns
    /// what is to be read in that form; white space before a bracket is not.
    private mutating func decide(from bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }) else { return bytes }
        switch bytes[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): form = Decoder.framing == .lines ? .lines : .object
        case UInt8(ascii: "<"): form = .page
        default: form = .events
        }
        return form == .events ? bytes : bytes.slice(start..<bytes.count)
    }

    private mutating func decodeEvents(_ bytes: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws {
        try events.parse(bytes) { event in
            if !event.name.isPing { eventCount += 1 }
            try decoder.decode(event.data, event: event.name, into: &chunks)
        }
    }

    private mutating func decodeLines(_ bytes: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws {
        try lines.parse(bytes) { line in
            if !line.trimmed.isEmpty { eventCount += 1 }
            try decoder.decode(line, event: "", into: &chunks)
        }
    }

    /// Decodes a last line without an end. One that is cut is none: the stream stopped there.
    private mutating func finishLines(into chunks: inout [ModelChunk]) throws {
        do {
            try lines.finish { line in try decoder.decode(line, event: "", into: &chunks) }
        } catch let error as ModelError where error.underlying is JSONFault {
            return try decoder.finish(into: &chunks)
        }
        try decoder.finish(into: &chunks)
    }

    private mutating func decodeObject(into chunks: inout [ModelChunk]) throws {
        let body = body
        try body.withUnsafeBytes { try decoder.decode($0, event: "", into: &chunks) }
        decoder.flush(into: &chunks)
        guard decoder.hasAnswer else {
            throw ModelError(.invalidResponse, "The server answered with JSON that is no model's answer.")
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

extension String {
    /// Whether events of this name only say that the server is there.
    fileprivate var isPing: Bool { self == "ping" || self == "keepalive" || self == "heartbeat" }
}

/// The body of an answer of Chat Completions.
typealias ChatCompletionResponse = AnswerResponse<ChatCompletionDecoder>
