// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

extension OpenAIChatModel {
    /// Where a server is, who asks, and how to talk to it.
    public struct Configuration: Sendable {
        /// OpenAI's own address.
        public static let defaultBaseURL = "https://api.openai.com/v1"

        /// What comes before `/chat/completions`. A slash at its end does not matter.
        public var baseURL: String
        /// The key, sent as a bearer token. OpenAI wants one; many servers of one's own do not.
        public var apiKey: String?
        /// OpenAI's organization to bill.
        public var organization: String?
        /// OpenAI's project to bill.
        public var project: String?
        /// Further headers, by name.
        public var headers: [(name: String, value: String)]
        /// Timeouts, retries, limits of size, proxy, certificates and version of HTTP.
        public var http: HTTPOptions

        /// Creates a configuration.
        public init(
            baseURL: String = Configuration.defaultBaseURL,
            apiKey: String? = nil,
            organization: String? = nil,
            project: String? = nil,
            headers: [(name: String, value: String)] = [],
            http: HTTPOptions = HTTPOptions()
        ) {
            self.baseURL = baseURL
            self.apiKey = apiKey
            self.organization = organization
            self.project = project
            self.headers = headers
            self.http = http
        }

        /// What the environment says: `OPENAI_BASE_URL`, `OPENAI_API_KEY`, `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID`. An empty
        /// variable counts as none. Read anew at each use.
        public static var environment: Configuration {
            Configuration(
                baseURL: variable("OPENAI_BASE_URL") ?? defaultBaseURL,
                apiKey: variable("OPENAI_API_KEY"),
                organization: variable("OPENAI_ORG_ID"),
                project: variable("OPENAI_PROJECT_ID")
            )
        }

        private static func variable(_ name: String) -> String? {
            guard let value = getenv(name), value.pointee != 0 else { return nil }
            return String(cString: value)
        }
    }
}

extension OpenAIChatModel.Configuration {
    /// The HTTP request for a question.
    ///
    /// - Throws: `ModelError` of kind `authentication` if OpenAI's own server is to be asked without a key; of kind
    ///   `invalidRequest` if the address or a header cannot be sent.
    func request(for request: ModelRequest, model: String) throws -> HTTPRequest {
        if apiKey == nil, baseURL == Self.defaultBaseURL {
            throw ModelError(
                .authentication,
                "No API key: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs none."
            )
        }
        var fields = [
            HTTPHeaderField("Content-Type", "application/json"),
            HTTPHeaderField("Accept", "text/event-stream, application/json"),
        ]
        if let apiKey { fields.append(HTTPHeaderField("Authorization", "Bearer \(apiKey)")) }
        if let organization { fields.append(HTTPHeaderField("OpenAI-Organization", organization)) }
        if let project { fields.append(HTTPHeaderField("OpenAI-Project", project)) }
        fields += headers.map { HTTPHeaderField($0.name, $0.value) }
        var body = ChatCompletionRequest(request: request, model: model)
        // OpenAI's newer models refuse the name that every other server takes.
        if baseURL == Self.defaultBaseURL { body.tokenLimitName = "max_completion_tokens" }
        do throws(CurlError) {
            return try HTTPRequest(url: address, headers: fields, body: body.encoded(), options: http)
        } catch {
            throw ModelError(error)
        }
    }

    private var address: String {
        var base = baseURL[...]
        while base.hasSuffix("/") { base.removeLast() }
        return base + "/chat/completions"
    }
}
