// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension HTTPRequest {
    /// Method, scheme, host and port, for messages: no user, password, path or query, which may hold secrets.
    var summary: String { "\(method) \(origin)" }

    /// Throws if a part of the request could break out of its place in the message.
    func validate() throws(CurlError) {
        guard let scheme, ["http", "https"].contains(scheme.lowercased()) else {
            throw CurlError(.invalidURL, "the address must begin with http:// or https://")
        }
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw CurlError(.invalidURL, "the address has a space or a control character")
        }
        guard method.isToken else { throw CurlError(.invalidRequest, "the method is no token") }
        for header in headers { try validate(header) }
    }

    private func validate(_ header: HTTPHeaderField) throws(CurlError) {
        guard header.name.isToken else {
            throw CurlError(.invalidRequest, "a header's name is empty or has a forbidden character", while: summary)
        }
        guard header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw CurlError(.invalidRequest, "header \(header.name) has a control character", while: summary)
        }
    }

    private var scheme: Substring? {
        url.firstRange(of: "://").map { url[..<$0.lowerBound] }
    }

    private var origin: String { Self.origin(of: url) }

    /// Scheme, host and port of an address; empty if it has no scheme.
    static func origin(of url: String) -> String {
        guard let separator = url.firstRange(of: "://") else { return "" }
        let authority = url[separator.upperBound...].prefix { !"/?#\\".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return "\(url[..<separator.upperBound])\(host)"
    }
}

extension String {
    /// Whether this is a token: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
    fileprivate var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
