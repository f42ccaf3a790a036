// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// An error as a server words it: `{"error":{"message","type","param","code"}}` and every other shape that servers and
/// the gateways before them use.
struct ChatCompletionError: Sendable, Hashable {
    /// The server's sentence, on one line and of limited length. `nil` if it has none.
    var message: String?
    /// The server's words for the kind of the error: code, type and status.
    var words: [String] = []
    /// The code, where it is the status that an HTTP answer would have had.
    var status: Int?

    /// Reads an error.
    ///
    /// - Parameters:
    ///   - body: JSON of any shape, cut or whole, or text.
    ///   - object: JSON in which the body lies, for what the body leaves open.
    init(reading body: UnsafeRawBufferPointer, beside object: UnsafeRawBufferPointer? = nil) {
        var reader = ErrorObjectReader()
        let body = body.trimmed
        switch body.first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): reader.read(body)
        default: reader.text = String(decoding: body, as: UTF8.self)
        }
        if let object { reader.read(object) }
        message = reader.sentence
        words = reader.words
        status = reader.status
    }

    /// Finds an error object that a gateway has written into the midst of another one.
    init?(cutIn data: UnsafeRawBufferPointer) {
        guard let offset = data.firstOffset(of: "{\"error\"", from: 1) else { return nil }
        self.init(reading: data.slice(offset..<data.count))
        if message == nil { return nil }
    }

    /// Makes a model's error of it.
    ///
    /// - Parameters:
    ///   - httpStatus: The status of the HTTP answer if that is what reports the error; it then says the kind, before
    ///     the server's words.
    ///   - requestID: The value of the header `x-request-id`.
    func modelError(httpStatus: Int? = nil, requestID: String? = nil) -> ModelError {
        let word = words.lazy.compactMap { ModelError.Kind(word: $0) }.first
        let kind: ModelError.Kind
        if word == .contentFilter {
            kind = .contentFilter
        } else if let httpStatus {
            kind = ModelError.Kind(httpStatus: httpStatus)
        } else {
            kind = word ?? status.map { ModelError.Kind(httpStatus: $0) } ?? .model
        }
        let sentence = message ?? words.first.map { "The server reported an error of the kind \"\($0)\"." }
        return ModelError(
            kind,
            sentence ?? "The server reported an error without saying which.",
            status: httpStatus ?? status,
            requestID: requestID
        )
    }
}
