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
    /// The wire that the server speaks.
    var wire = Wire.chat

    /// The wires that there are.
    enum Wire {
        case chat
        case responses
        case anthropic
        case ollama
    }

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

    /// The same, on another wire.
    func on(_ wire: Wire) -> Recording {
        var recording = self
        recording.wire = wire
        return recording
    }

    /// Runs the body through a response in pieces of a size. Returns the chunks and the error that came of it.
    func play(pieceBytes: Int) -> Played {
        play(stride(from: 0, to: body.utf8.count, by: pieceBytes).map { $0..<min($0 + pieceBytes, body.utf8.count) })
    }

    /// Runs the body through a response in two pieces.
    func play(cutAt cut: Int) -> Played { play([0..<cut, cut..<body.utf8.count]) }

    private func play(_ pieces: [Range<Int>]) -> Played {
        switch wire {
        case .chat: play(pieces, ChatCompletionDecoder.self)
        case .responses: play(pieces, ResponsesDecoder.self)
        case .anthropic: play(pieces, AnthropicDecoder.self)
        case .ollama: play(pieces, OllamaDecoder.self)
        }
    }

    private func play<Decoder: AnswerDecoder>(_ pieces: [Range<Int>], _: Decoder.Type) -> Played {
        var response = AnswerResponse<Decoder>(head, limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        let bytes = Array(body.utf8)
        do {
            for piece in pieces { try bytes[piece].withUnsafeBytes { try response.receive($0, into: &chunks) } }
            try response.finish(into: &chunks)
            return Played(notes: chunks.map(\.note), error: nil)
        } catch {
            return Played(notes: chunks.map(\.note), error: "\(error)")
        }
    }
}

/// What came of a recording: the chunks, as ``ModelChunk/note``, and the error.
struct Played: Equatable {
    var notes: [String]
    var error: String?
}
