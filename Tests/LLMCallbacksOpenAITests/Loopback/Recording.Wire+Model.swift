// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

@testable import LLMCallbacksOpenAI

extension Recording.Wire {
    /// A model that asks a test server on this wire, once, and past any proxy.
    func model(_ url: String, http: HTTPOptions = HTTPOptions(retries: .never, proxy: .none)) -> any StreamingModel {
        switch self {
        case .chat:
            OpenAIChatModel("test", configuration: .init(baseURL: url, apiKey: "secret", http: http))
        case .responses:
            OpenAIResponsesModel("test", configuration: .init(baseURL: url, apiKey: "secret", http: http))
        case .anthropic:
            AnthropicModel("test", configuration: .init(baseURL: url, apiKey: "secret", http: http))
        case .ollama:
            OllamaModel("test", configuration: .init(baseURL: url, apiKey: "secret", http: http))
        }
    }
}

extension StreamingModel {
    /// Asks for an answer. Returns the tokens that a handler heard, as ``ModelChunk/note``, why it finished, and what it threw.
    func answer() async -> (played: Played, finish: FinishReason?) {
        let notes = Mailbox<String>()
        do {
            let reply = try await generate("go", callbacks: [.onToken { notes.put(ModelChunk.token($0).note) }])
            return (Played(notes: notes.all, error: nil), reply.finishReason)
        } catch {
            return (Played(notes: notes.all, error: "\(error)"), nil)
        }
    }
}

extension Array<String> {
    /// The notes of tokens alone.
    var ofTokens: [String] {
        filter { note in ["text", "reasoning", "refusal", "call"].contains { note.hasPrefix($0) } }
    }
}
