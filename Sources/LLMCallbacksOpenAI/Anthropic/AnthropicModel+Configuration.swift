// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension AnthropicModel {
    /// Where a server is, who asks, and how to talk to it.
    public struct Configuration: Sendable {
        /// Anthropic's own address.
        public static let defaultBaseURL = "https://api.anthropic.com"
        /// The version of the interface that this wire is written for.
        public static let defaultVersion = "2023-06-01"

        /// What comes before `/v1/messages`. A slash or `/v1` at its end does not matter; a query is sent with every request.
        public var baseURL: String
        /// The key, sent as `x-api-key`.
        public var apiKey: String?
        /// A bearer token, for gateways that want one.
        public var authToken: String?
        /// The version of the interface, sent as `anthropic-version`.
        public var version: String
        /// The limit of tokens for requests that set none: the interface wants one. An answer that reaches it ends with the
        /// reason `length`.
        public var maxTokens: Int
        /// Further headers, by name, such as `anthropic-beta`.
        public var headers: [(name: String, value: String)]
        /// Timeouts, retries, limits of size, proxy, certificates and version of HTTP.
        public var http: HTTPOptions

        /// Creates a configuration.
        public init(
            baseURL: String = Configuration.defaultBaseURL,
            apiKey: String? = nil,
            authToken: String? = nil,
            version: String = Configuration.defaultVersion,
            maxTokens: Int = 4_096,
            headers: [(name: String, value: String)] = [],
            http: HTTPOptions = HTTPOptions()
        ) {
            self.baseURL = baseURL
            self.apiKey = apiKey
            self.authToken = authToken
            self.version = version
            self.maxTokens = maxTokens
            self.headers = headers
            self.http = http
        }

        /// What the environment says: `ANTHROPIC_BASE_URL`, `ANTHROPIC_API_KEY` and `ANTHROPIC_AUTH_TOKEN`. An empty variable
        /// counts as none. Read anew at each use.
        public static var environment: Configuration {
            Configuration(
                baseURL: ProcessEnvironment.variable("ANTHROPIC_BASE_URL") ?? defaultBaseURL,
                apiKey: ProcessEnvironment.variable("ANTHROPIC_API_KEY"),
                authToken: ProcessEnvironment.variable("ANTHROPIC_AUTH_TOKEN")
            )
        }
    }
}

extension AnthropicModel.Configuration {
    /// The HTTP request for a question.
    ///
    /// - Throws: `ModelError` of kind `authentication` if Anthropic's own server is to be asked without a key; of kind
    ///   `invalidRequest` if the question has no form on this wire, or the address or a header cannot be sent.
    func request(for request: ModelRequest, model: String) throws(ModelError) -> HTTPRequest {
        if apiKey == nil, authToken == nil, baseURL == Self.defaultBaseURL {
            throw ModelError(
                .authentication,
                "No API key: set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for a server that needs none."
            )
        }
        var fields = [HTTPHeaderField("anthropic-version", version)]
        if let apiKey { fields.append(HTTPHeaderField("x-api-key", apiKey)) }
        if let authToken { fields.append(HTTPHeaderField("Authorization", "Bearer \(authToken)")) }
        let body = AnthropicRequest(request: request, model: model, maxTokens: maxTokens)
        return try .question(
            to: baseURL.droppingEnd(["/v1"]),
            path: "/v1/messages",
            headers: fields,
            adding: headers,
            body: body.encoded(),
            options: http
        )
    }
}
