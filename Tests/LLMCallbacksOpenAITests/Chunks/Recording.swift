// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

/// The body of an answer as a server sends it, and what should come of it.
struct Recording: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var body: String
    /// The chunks, as ``ModelChunk/note``.
    var notes: [String]
    /// The error, as its description.
    var error: String?
    var contentType: String?
    var requestID: String?

    init(_ name: String, body: String, _ notes: [String], error: String? = nil) {
        testDescription = name
        self.body = body
        self.notes = notes
        self.error = error
    }

    /// A stream with one event for each line of data.
    init(_ name: String, events: String..., notes: [String], error: String? = nil) {
        self.init(name, body: events.map { "data: \($0)\n\n" }.joined(), notes, error: error)
    }

    private var head: HTTPHead {
        let fields = [("content-type", contentType), ("x-request-id", requestID)]
        return HTTPHead(
            status: 200,
            headers: fields.compactMap { name, value in value.map { HTTPHeaderField(name, $0) } }
        )
    }

    /// Runs the body through a response in pieces of a size. Returns the chunks and the error that came of it.
    func play(pieceBytes: Int) -> (notes: [String], error: String?) {
        var response = ChatCompletionResponse(head, limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        do {
            var rest = Array(body.utf8)[...]
            while !rest.isEmpty {
                try rest.prefix(pieceBytes).withUnsafeBytes { try response.receive($0, into: &chunks) }
                rest = rest.dropFirst(pieceBytes)
            }
            try response.finish(into: &chunks)
            return (chunks.map(\.note), nil)
        } catch {
            return (chunks.map(\.note), "\(error)")
        }
    }
}
