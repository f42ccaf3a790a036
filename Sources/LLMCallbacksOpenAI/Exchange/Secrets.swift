// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What a request holds that nobody may see. Servers and proxies quote it in what they answer.
struct Secrets: Sendable {
    private let values: [String]

    /// Shorter values, such as the `none` that servers of one's own get for a key, are part of many words.
    private static let minCharacters = 5

    /// Collects the secrets of a request: whatever its headers hold that names a key, and the users and passwords of its
    /// addresses.
    init(of request: HTTPRequest) {
        var values = request.headers.filter { Self.isSecret(name: $0.name) }.flatMap(Self.secrets)
        for url in [request.url] + request.options.proxy.urls { values += Self.credentials(in: url) }
        self.values = values.filter { $0.count >= Self.minCharacters }.sorted { $0.count > $1.count }
    }

    /// Returns the text without any secret, whole or cut at the text's end.
    func redacted(_ text: String) -> String {
        values.reduce(text) { text, secret in
            text.replacing(secret, with: Self.mark).replacingEnd(thatBegins: secret, minCharacters: Self.minCharacters)
        }
    }

    /// Returns the error without any secret.
    func redacted(_ error: ModelError) -> ModelError {
        guard !values.isEmpty else { return error }
        var error = error
        error.message = redacted(error.message)
        error.requestID = error.requestID.map(redacted)
        if let underlying = error.underlying as? CurlError { error.underlying = redacted(underlying) }
        return error
    }

    private func redacted(_ error: CurlError) -> CurlError {
        CurlError(code: error.code, error.kind, redacted(error.message), while: redacted(error.activity))
    }

    fileprivate static let mark = "[redacted]"

    /// The words of a header; of `Bearer KEY` the key alone, and of cookies their values.
    private static func secrets(in field: HTTPHeaderField) -> [String] {
        if field.isNamed("Cookie") {
            return field.value.split { $0 == ";" || $0 == " " }.map { String($0.drop { $0 != "=" }.dropFirst()) }
        }
        let words = field.value.split(separator: " ")
        let hasScheme = field.name.lowercased().hasSuffix("authorization") && words.count > 1
        return words.dropFirst(hasScheme ? 1 : 0).map(String.init)
    }

    /// User and password of an address, and what its query holds that is secret by its name.
    private static func credentials(in url: String) -> [String] {
        let address = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = address.prefix { !"/?#\\".contains($0) }
        let user = authority.lastIndex(of: "@").map { String(authority[..<$0]) } ?? ""
        let query = address.drop { $0 != "?" }.dropFirst().split(separator: "&")
        let members = query.map { $0.split(separator: "=", maxSplits: 1) }
        let secrets = members.filter { $0.count == 2 && isSecret(name: String($0[0])) }.map { $0[1] }
        let plain = user.split(separator: ":", maxSplits: 1).map(String.init) + secrets.map(String.init)
        return plain + plain.map(\.percentDecoded).filter { !plain.contains($0) } + user.asBasicCredentials
    }

    /// Whether a header or a member of a query is secret by its name: `Authorization`, `api-key`, `x-goog-api-key`,
    /// `Cookie` and their like.
    private static func isSecret(name: String) -> Bool {
        let name = name.lowercased()
        return ["auth", "key", "token", "secret", "password", "cookie", "credential", "signature"]
            .contains { name.contains($0) }
    }
}

extension HTTPOptions.Proxy {
    /// The addresses of proxies that may be asked.
    fileprivate var urls: [String] {
        switch self {
        case .environment:
            ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"]
                .compactMap(ProcessEnvironment.variable)
        case .none: []
        case .url(let url): [url]
        }
    }
}

extension String {
    /// User and password in the form in which they go over the wire: https://www.rfc-editor.org/rfc/rfc7617#section-2
    fileprivate var asBasicCredentials: [String] {
        guard !isEmpty else { return [] }
        return [contains(":") ? percentDecoded : "\(percentDecoded):"].map { Base64.encoded(Array($0.utf8)) }
    }

    /// Replaces the beginning of a secret at the end of the text, where a long text was cut and an ellipsis added.
    fileprivate func replacingEnd(thatBegins secret: String, minCharacters: Int) -> String {
        let isCut = hasSuffix("…")
        let body = isCut ? dropLast() : self[...]
        for count in stride(from: min(secret.count - 1, body.count), through: minCharacters, by: -1)
        where body.hasSuffix(secret.prefix(count)) {
            return body.dropLast(count) + Secrets.mark + (isCut ? "…" : "")
        }
        return self
    }
}
