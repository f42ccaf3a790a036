// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension OpenAIChatModel {
    /// Where a server is, who asks, and how to talk to it.
    public struct Configuration: Sendable {
        /// OpenAI's own address.
        public static let defaultBaseURL = "https://api.openai.com/v1"

        /// What comes before `/chat/completions`. A slash at its end does not matter; a query is sent with every request.
        public var baseURL: String
        /// The key. OpenAI wants one; many servers of one's own do not.
        public var apiKey: String?
        /// Where the key goes.
        public var keyPlace: KeyPlace
        /// What every address ends with, such as Azure's `api-version`. Names and values as they are, not encoded yet.
        public var query: [(name: String, value: String)]
        /// OpenAI's organization to bill.
        public var organization: String?
        /// OpenAI's project to bill.
        public var project: String?
        /// Further headers, by name.
        public var headers: [(name: String, value: String)]
        /// Timeouts, retries, limits of size, proxy, certificates and version of HTTP.
        public var http: HTTPOptions

        /// Where a server looks for the key.
        @nonexhaustive
        public enum KeyPlace: Sendable, Hashable {
            /// `Authorization: Bearer KEY`.
            case bearer
            /// `api-key: KEY`, as Azure has it.
            case apiKeyHeader
        }

        /// Creates a configuration.
        public init(
            baseURL: String = Configuration.defaultBaseURL,
            apiKey: String? = nil,
            keyPlace: KeyPlace = .bearer,
            query: [(name: String, value: String)] = [],
            organization: String? = nil,
            project: String? = nil,
            headers: [(name: String, value: String)] = [],
            http: HTTPOptions = HTTPOptions()
        ) {
            self.baseURL = baseURL
            self.apiKey = apiKey
            self.keyPlace = keyPlace
            self.query = query
            self.organization = organization
            self.project = project
            self.headers = headers
            self.http = http
        }

        /// What the environment says: `OPENAI_BASE_URL`, `OPENAI_API_KEY`, `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID`; or, if it has
        /// neither of the first two but `AZURE_OPENAI_ENDPOINT`, ``azure(endpoint:deployment:version:apiKey:token:)``. An empty
        /// variable counts as none. Read anew at each use.
        public static var environment: Configuration {
            let baseURL = ProcessEnvironment.variable("OPENAI_BASE_URL")
            let apiKey = ProcessEnvironment.variable("OPENAI_API_KEY")
            let azure = ProcessEnvironment.variable("AZURE_OPENAI_ENDPOINT")
            if baseURL == nil, apiKey == nil, let azure { return .azure(endpoint: azure) }
            return Configuration(
                baseURL: baseURL ?? defaultBaseURL,
                apiKey: apiKey,
                organization: ProcessEnvironment.variable("OPENAI_ORG_ID"),
                project: ProcessEnvironment.variable("OPENAI_PROJECT_ID")
            )
        }
    }
}

extension OpenAIChatModel.Configuration {
    /// The HTTP request for a question.
    ///
    /// - Throws: As ``question(path:body:)``.
    func request(for request: ModelRequest, model: String) throws(ModelError) -> HTTPRequest {
        var body = ChatCompletionRequest(request: request, model: model)
        // OpenAI's newer models refuse the name that every other server takes.
        if baseURL == Self.defaultBaseURL { body.tokenLimitName = "max_completion_tokens" }
        return try question(path: "/chat/completions", body: body.encoded())
    }

    /// The HTTP request for a question, wherever on the server it goes.
    ///
    /// - Throws: `ModelError` of kind `authentication` if OpenAI's own server is to be asked without a key; of kind
    ///   `invalidRequest` if the address or a header cannot be sent.
    func question(path: String, body: [UInt8]) throws(ModelError) -> HTTPRequest {
        if apiKey == nil, baseURL == Self.defaultBaseURL {
            throw ModelError(
                .authentication,
                "No API key: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs none."
            )
        }
        var fields: [HTTPHeaderField] = []
        if let apiKey { fields.append(keyPlace.field(apiKey)) }
        if let organization { fields.append(HTTPHeaderField("OpenAI-Organization", organization)) }
        if let project { fields.append(HTTPHeaderField("OpenAI-Project", project)) }
        let base = baseURL.addingQuery(query)
        return try .question(to: base, path: path, headers: fields, adding: headers, body: body, options: http)
    }
}

extension OpenAIChatModel.Configuration.KeyPlace {
    fileprivate func field(_ key: String) -> HTTPHeaderField {
        switch self {
        case .bearer: HTTPHeaderField("Authorization", "Bearer \(key)")
        case .apiKeyHeader: HTTPHeaderField("api-key", key)
        }
    }
}
