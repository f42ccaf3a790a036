// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

package import LLMCallbacks

/// The body of an answer that somebody saved, such as with `curl -N`, in place of one that a server sends.
///
/// Feed it the bytes, cut anywhere, then call ``finish(into:)``. Which of the wires it is shows in the first bytes.
package struct SavedAnswer {
    private var reader: (any AnswerReader)?
    private var held: [UInt8] = []

    /// Creates an answer with nothing read.
    package init() {}

    /// Reads a part of the body and appends the chunks that it completes.
    ///
    /// - Throws: `ModelError` for an error that the server reported, and for bytes that are no answer.
    package mutating func receive(_ bytes: [UInt8], into chunks: inout [ModelChunk]) throws(ModelError) {
        guard reader == nil else { return try pass(bytes, into: &chunks) }
        held += bytes
        if held.count >= Self.decidingBytes { try decide(into: &chunks) }
    }

    /// Ends the body.
    ///
    /// - Throws: `ModelError`, of kind `truncated` if the answer is not complete.
    package mutating func finish(into chunks: inout [ModelChunk]) throws(ModelError) {
        if reader == nil { try decide(into: &chunks) }
        try reader?.finish(into: &chunks)
    }

    /// So many bytes hold the first event's beginning, on every wire.
    private static let decidingBytes = 4096

    private mutating func decide(into chunks: inout [ModelChunk]) throws(ModelError) {
        reader = Self.reader(of: String(decoding: held.prefix(Self.decidingBytes), as: UTF8.self))
        let bytes = held
        held = []
        try pass(bytes, into: &chunks)
    }

    private mutating func pass(_ bytes: [UInt8], into chunks: inout [ModelChunk]) throws(ModelError) {
        var fault: ModelError?
        bytes.withUnsafeBytes { bytes in
            do throws(ModelError) { try reader?.receive(bytes, into: &chunks) } catch { fault = error }
        }
        if let fault { throw fault }
    }

    private static func reader(of beginning: String) -> any AnswerReader {
        let head = HTTPHead(status: 200, headers: [])
        let limits = AnswerLimits()
        if beginning.contains("\"message_start\"") {
            return AnswerResponse<AnthropicDecoder>(head, limits: limits)
        }
        if beginning.contains("\"response.") { return AnswerResponse<ResponsesDecoder>(head, limits: limits) }
        if beginning.contains("\"done\":") { return AnswerResponse<OllamaDecoder>(head, limits: limits) }
        return AnswerResponse<ChatCompletionDecoder>(head, limits: limits)
    }
}
