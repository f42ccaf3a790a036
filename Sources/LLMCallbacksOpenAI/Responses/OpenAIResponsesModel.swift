// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A model behind OpenAI's Responses interface, streamed over HTTP.
///
/// ```swift
/// let model = OpenAIResponsesModel("gpt-5-mini")     // key and base URL from the environment
/// let reply = try await model.generate("Write me a song.", callbacks: [.standardOutput])
/// ```
///
/// Configured like ``OpenAIChatModel``, from the same variables. System messages go in as they stand. Reasoning and its
/// summary are the reasoning; `parameters.extra` asks for it: `["reasoning": ["summary": "auto"]]`. The answer to a tool call
/// goes back as a message of the role `tool`; tools may be given in the form of Chat Completions, too.
///
/// Whatever goes wrong is thrown as `ModelError`, after the text that came before it has been told.
public struct OpenAIResponsesModel: StreamingModel {
    /// Where a server is, who asks, and how to talk to it.
    public typealias Configuration = OpenAIChatModel.Configuration

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
    ///   - baseURL: What comes before `/responses`, such as `http://localhost:8080/v1`.
    ///   - apiKey: The key; from the environment if there is none.
    public init(_ name: String, baseURL: String, apiKey: String? = nil) {
        var configuration = Configuration.environment
        configuration.baseURL = baseURL
        if let apiKey { configuration.apiKey = apiKey }
        self.init(name, configuration: configuration)
    }

    /// Asks the server and sends its answer on, piece by piece.
    ///
    /// - Throws: `ModelError`, also for what this wire cannot ask: several choices, and texts that end the answer.
    ///   `CancellationError` if the run is over.
    public func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        let limits = configuration.http.limits
        let body = try ResponsesRequest(request: request, model: name).encoded()
        let question = try configuration.question(path: "/responses", body: body)
        try await ModelExchange(request: question).send(to: output) { head in
            AnswerResponse<ResponsesDecoder>(head, limits: limits)
        }
    }
}
