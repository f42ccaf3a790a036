// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A model behind Ollama's own interface, streamed over HTTP as newline-delimited JSON.
///
/// ```swift
/// let model = OllamaModel("llama3.2")                // the server from the environment, else the one of this machine
/// let reply = try await model.generate("Write me a song.", callbacks: [.standardOutput])
/// ```
///
/// Thinking is the reasoning; `parameters.extra` asks for it: `["think": true]`. Options of the model go there, too:
/// `["options": ["num_ctx": 8192]]`.
///
/// Whatever goes wrong is thrown as `ModelError`, after the text that came before it has been told.
public struct OllamaModel: StreamingModel {
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

    /// Creates a model on another server.
    ///
    /// - Parameters:
    ///   - name: The model's name on the server.
    ///   - baseURL: What comes before `/api/chat`, such as `http://localhost:11434`.
    ///   - apiKey: The key; from the environment if there is none.
    public init(_ name: String, baseURL: String, apiKey: String? = nil) {
        var configuration = Configuration.environment
        configuration.baseURL = baseURL
        if let apiKey { configuration.apiKey = apiKey }
        self.init(name, configuration: configuration)
    }

    /// Asks the server and sends its answer on, piece by piece.
    ///
    /// - Throws: `ModelError`, also for what this wire cannot ask: several choices. `CancellationError` if the run is over.
    public func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        let limits = configuration.http.limits
        let question = try configuration.request(for: request, model: name)
        try await ModelExchange(request: question).send(to: output) { head in
            AnswerResponse<OllamaDecoder>(head, limits: limits)
        }
    }
}
