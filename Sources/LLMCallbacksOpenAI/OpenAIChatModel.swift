// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A chat model behind an OpenAI-compatible server, streamed over HTTP.
///
/// ```swift
/// let model = OpenAIChatModel("gpt-5-mini")          // key and base URL from the environment
/// let reply = try await model.generate("Write me a song.", callbacks: [.standardOutput])
/// ```
///
/// Speaks Chat Completions, as OpenAI, Azure, vLLM, llama.cpp, Ollama, OpenRouter, Groq, Mistral and many others serve it. All
/// streams of the process share one thread; none of them holds a thread of Swift's. A cancelled run closes its connection.
///
/// Whatever goes wrong is thrown as `ModelError`, after the text that came before it has been told.
public struct OpenAIChatModel: StreamingModel {
    /// The model's name on the server.
    public let name: String
    /// Where the server is, and how to talk to it.
    public var configuration: Configuration

    /// Creates a model on the server that the environment names.
    ///
    /// - Parameters:
    ///   - name: The model's name on the server.
    ///   - configuration: Where the server is; from the environment if there is none.
    public init(_ name: String, configuration: Configuration = .environment) {
        self.name = name
        self.configuration = configuration
    }

    /// Creates a model on a server of your own.
    ///
    /// - Parameters:
    ///   - name: The model's name on the server.
    ///   - baseURL: What comes before `/chat/completions`, such as `http://localhost:8080/v1`.
    ///   - apiKey: The key; from the environment if there is none.
    public init(_ name: String, baseURL: String, apiKey: String? = nil) {
        var configuration = Configuration.environment
        configuration.baseURL = baseURL
        if let apiKey { configuration.apiKey = apiKey }
        self.init(name, configuration: configuration)
    }

    /// Asks the server and sends its answer on, piece by piece.
    ///
    /// - Throws: `ModelError`; `CancellationError` if the run is over.
    public func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        let limits = configuration.http.limits
        try await exchange(for: request).send(to: output) { head in ChatCompletionResponse(head, limits: limits) }
    }

    /// What is asked of the server for a request.
    func exchange(for request: ModelRequest) throws(ModelError) -> ModelExchange {
        let question = try configuration.request(for: request, model: name)
        return ModelExchange(request: question, choices: request.parameters.demandedChoices)
    }
}
