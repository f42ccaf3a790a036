// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

/// The examples of Docs/Models.md.
extension CallSiteTests {
    @Test func `a source that exists already becomes a model`() async throws {
        let model = AnyStreamingModel("my-model") { request in Session().text(request.promptText) }
        let reply = try await model.generate("Write me a song.")
        #expect(reply.text == "to be")
    }

    @Test func `a model of one's own keeps the rules`() async throws {
        try await ModelConformance.check(Parrot(), request: "Count to ten.")
    }

    @Test func `an element may become any number of chunks`() async throws {
        let session = Session()
        let model = AnyStreamingModel("llama-local") { request in
            session.stream(request.promptText)
        } map: { element, emit in
            switch element {
            case .chunk(let text): emit(.text(text))
            case .info(let prompt, let generated):
                emit(.usage(TokenUsage(inputTokens: prompt, outputTokens: generated)))
                emit(.finish(.stop))
            }
        }
        let reply = try await model.generate("Hello")
        #expect(reply.text == "to be")
        #expect(reply.usage?.outputTokens == 2)
    }

    @Test func `snapshots of the text so far become what is new`() async throws {
        let session = Session()
        let model = AnyStreamingModel("on-device", snapshots: { request in session.snapshots(request.promptText) }) {
            $0.content
        }
        let heard = RecordingHandler()
        try await model.generate("Hello", callbacks: [.handler(heard)])
        #expect(heard.texts == ["to ", "be"])
    }

    @Test func `an interface that calls back becomes a model`() async throws {
        let legacy = Legacy()
        let model = AnyStreamingModel(
            "legacy",
            push: { request, push in
                legacy.generate(request.promptText) { piece in push.send(.text(piece)) }
            }
        )
        let reply = try await model.generate("Hello")
        #expect(reply.text == "to be")
    }
}

/// A model, as Docs/Models.md shows it.
private struct Parrot: StreamingModel {
    let name = "parrot"

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        for word in request.promptText.split(separator: " ") {
            try await output.send(.text("\(word) "))
        }
        try await output.send(.finish(.stop))
    }
}

/// Somebody else's library that streams.
private struct Session {
    enum Element {
        case chunk(String)
        case info(prompt: Int, generated: Int)
    }

    struct Snapshot {
        let content: String
    }

    func text(_ prompt: String) -> AsyncStream<String> { stream(of: "to ", "be") }

    func stream(_ prompt: String) -> AsyncStream<Element> {
        stream(of: .chunk("to "), .chunk("be"), .info(prompt: 1, generated: 2))
    }

    func snapshots(_ prompt: String) -> AsyncStream<Snapshot> {
        stream(of: Snapshot(content: "to "), Snapshot(content: "to be"))
    }

    private func stream<Element: Sendable>(of elements: Element...) -> AsyncStream<Element> {
        AsyncStream { continuation in
            for element in elements { continuation.yield(element) }
            continuation.finish()
        }
    }
}

/// Somebody else's library that calls back.
private struct Legacy {
    func generate(_ prompt: String, _ onPiece: (String) -> Bool) {
        for piece in ["to ", "be"] where !onPiece(piece) { return }
    }
}
