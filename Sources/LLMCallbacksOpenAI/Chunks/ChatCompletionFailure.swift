// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// An HTTP answer that is no stream of chunks, as an error with one readable sentence.
enum ChatCompletionFailure {
    /// Makes an error of an answer whose status says that the request failed.
    ///
    /// - Parameters:
    ///   - status: The status of the answer.
    ///   - requestID: The value of the header `x-request-id`.
    ///   - body: The body, or as much of it as was kept: JSON of any shape, a web page, text, or nothing.
    static func refused(status: Int, requestID: String?, body: UnsafeRawBufferPointer) -> ModelError {
        let body = content(of: body)
        switch body.first {
        case nil:
            return failure(status, requestID, "The server answered with status \(status) and nothing else.")
        case UInt8(ascii: "<"):
            return failure(status, requestID, page(body, "The server answered with status \(status) and a web page"))
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
            var error = ChatCompletionError(reading: body)
            error.message = error.message ?? "The server answered with status \(status) and an error without a message."
            return error.modelError(httpStatus: status, requestID: requestID)
        default:
            let line = body.slice(0..<(body.firstIndex(of: 0x0A) ?? body.count))
            let text = String(decoding: line, as: UTF8.self).oneLine(maxCharacters: 200)
            return failure(status, requestID, "The server answered with status \(status): \(text)")
        }
    }

    /// Returns what the body of a refusal says: its first data where a server writes it as an event, all of it elsewhere.
    static func content(of body: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let body = body.trimmed
        if body.starts(with: "data:") { return body.slice(5..<body.count).trimmed }
        guard body.starts(with: "event:"), let line = body.firstOffset(of: "\ndata:", from: 0) else { return body }
        return body.slice((line + 6)..<body.count).trimmed
    }

    /// Makes an error of an answer that is a web page although its status says success.
    static func webPage(status: Int, requestID: String?, body: UnsafeRawBufferPointer) -> ModelError {
        let message = page(body, "The server answered with a web page instead of a stream")
        return ModelError(.invalidResponse, message, status: status, requestID: requestID)
    }

    private static func failure(_ status: Int, _ requestID: String?, _ message: String) -> ModelError {
        ModelError(ModelError.Kind(httpStatus: status), message, status: status, requestID: requestID)
    }

    /// Adds a page's title to a sentence.
    private static func page(_ body: UnsafeRawBufferPointer, _ sentence: String) -> String {
        guard
            let tag = body.firstOffset(of: "<title", from: 0),
            let start = body[tag...].firstIndex(of: UInt8(ascii: ">")),
            let end = body[start...].firstIndex(of: UInt8(ascii: "<"))
        else { return sentence + "." }
        let title = String(decoding: body[(start + 1)..<end], as: UTF8.self).oneLine(maxCharacters: 100)
        return title.isEmpty ? sentence + "." : "\(sentence): \(title)"
    }
}
