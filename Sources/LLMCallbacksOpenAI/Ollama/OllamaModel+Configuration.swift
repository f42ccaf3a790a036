// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension OllamaModel {
    /// Where a server is, who asks, and how to talk to it.
    public struct Configuration: Sendable {
        /// The address at which Ollama listens unless it is told otherwise.
        public static let defaultBaseURL = "http://127.0.0.1:11434"

        /// What comes before `/api/chat`. A slash, `/api` or `/v1` at its end does not matter; a query is sent with every
        /// request.
        public var baseURL: String
        /// The key, sent as a bearer token. Ollama's cloud wants one; a server of one's own does not.
        public var apiKey: String?
        /// Further headers, by name.
        public var headers: [(name: String, value: String)]
        /// Timeouts, retries, limits of size, proxy, certificates and version of HTTP.
        public var http: HTTPOptions

        /// Creates a configuration.
        public init(
            baseURL: String = Configuration.defaultBaseURL,
            apiKey: String? = nil,
            headers: [(name: String, value: String)] = [],
            http: HTTPOptions = HTTPOptions()
        ) {
            self.baseURL = baseURL
            self.apiKey = apiKey
            self.headers = headers
            self.http = http
        }

        /// What the environment says: `OLLAMA_HOST`, in every form that Ollama itself understands, and `OLLAMA_API_KEY`. An empty
        /// variable counts as none. Read anew at each use.
        public static var environment: Configuration {
            Configuration(
                baseURL: ProcessEnvironment.variable("OLLAMA_HOST").map { OllamaHost($0).url } ?? defaultBaseURL,
                apiKey: ProcessEnvironment.variable("OLLAMA_API_KEY")
            )
        }
    }
}

extension OllamaModel.Configuration {
    /// The HTTP request for a question.
    ///
    /// - Throws: `ModelError` of kind `invalidRequest` if the question has no form on this wire, or the address or a header
    ///   cannot be sent.
    func request(for request: ModelRequest, model: String) throws(ModelError) -> HTTPRequest {
        try .question(
            to: baseURL.droppingEnd(["/api", "/v1"]),
            path: "/api/chat",
            headers: apiKey.map { [HTTPHeaderField("Authorization", "Bearer \($0)")] } ?? [],
            adding: headers,
            body: OllamaRequest(request: request, model: model).encoded(),
            options: http
        )
    }
}
