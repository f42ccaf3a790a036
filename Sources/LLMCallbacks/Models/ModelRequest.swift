// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a model is asked: the conversation, and how to answer it.
///
/// A string literal is a request with one user's message.
public struct ModelRequest: Sendable, Hashable {
    /// The conversation, oldest message first. May be empty; most servers refuse that.
    public var messages: [ModelMessage]
    /// How to answer.
    public var parameters: Parameters

    /// Creates a request from a conversation.
    public init(_ messages: [ModelMessage], parameters: Parameters = Parameters()) {
        self.messages = messages
        self.parameters = parameters
    }

    /// Creates a request from one user's message.
    public init(_ prompt: String, parameters: Parameters = Parameters()) {
        self.init([.user(prompt)], parameters: parameters)
    }

    /// The messages' contents, a line feed between each two: for models that take text.
    public var promptText: String { messages.map(\.content).joined(separator: "\n") }

    /// How to answer. What is `nil` is left to the server.
    public struct Parameters: Sendable, Hashable {
        /// How freely to choose the next token, from 0.
        public var temperature: Double?
        /// The share of probability to choose from, up to 1.
        public var topP: Double?
        /// The most tokens to write.
        public var maxTokens: Int?
        /// How many answers to write at once.
        public var choices: Int?
        /// A seed for repeatable choices, where the server keeps that promise.
        public var seed: Int?
        /// Texts that end the answer.
        public var stop: [String]
        /// The tools that the model may call, in the form that the server takes (for OpenAI: `type` and `function`).
        public var tools: [JSONValue]
        /// Further members of the request's body, by their names on the wire. They win over the fields above.
        public var extra: [String: JSONValue]

        /// Creates parameters.
        public init(
            temperature: Double? = nil,
            topP: Double? = nil,
            maxTokens: Int? = nil,
            choices: Int? = nil,
            seed: Int? = nil,
            stop: [String] = [],
            tools: [JSONValue] = [],
            extra: [String: JSONValue] = [:]
        ) {
            self.temperature = temperature
            self.topP = topP
            self.maxTokens = maxTokens
            self.choices = choices
            self.seed = seed
            self.stop = stop
            self.tools = tools
            self.extra = extra
        }
    }
}

extension ModelRequest: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A request with one user's message.
    public init(stringLiteral value: String) { self.init(value) }
}
