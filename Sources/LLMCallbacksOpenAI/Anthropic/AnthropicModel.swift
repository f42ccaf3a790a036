// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A model behind Anthropic's Messages interface, streamed over HTTP.
///
/// ```swift
/// let model = AnthropicModel("claude-haiku-4-5")     // key and base URL from the environment
/// let reply = try await model.generate("Write me a song.", callbacks: [.standardOutput])
/// ```
///
/// System messages become the request's `system`, wherever they stand. Thinking is the reasoning; `parameters.extra` asks for
/// it: `["thinking": ["type": "enabled", "budget_tokens": 2048]]`. The answer to a tool call goes back as a message of the role
/// `tool`; tools may be given in the form of Chat Completions, too.
///
/// Whatever goes wrong is thrown as `ModelError`, after the text that came before it has been told.
public struct AnthropicModel: StreamingModel {
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
    ///   - baseURL: What comes before `/v1/messages`.
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
            AnswerResponse<AnthropicDecoder>(head, limits: limits)
        }
    }
}
