// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A request that is fit to be sent: no part of it can break out of its place in the message.
struct HTTPRequest: Sendable {
    /// The address; its scheme is http or https.
    let url: String
    /// The method, a token such as `POST`.
    let method: String
    /// The header fields, in the order in which they are sent.
    let headers: [HTTPHeaderField]
    /// The body. May be empty.
    let body: [UInt8]
    /// How to reach the server, and how long the stages may take.
    var options: HTTPOptions

    /// Creates a request.
    ///
    /// - Throws: ``CurlError/Kind/invalidURL`` for another scheme, or a space or control character in the address;
    ///   ``CurlError/Kind/invalidRequest`` for a method or header name that is no token, or a control character in a
    ///   header's value: libcurl would send it as it stands, and it could forge further headers.
    init(
        url: String,
        method: String = "POST",
        headers: [HTTPHeaderField] = [],
        body: [UInt8] = [],
        options: HTTPOptions = HTTPOptions()
    ) throws(CurlError) {
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
        self.options = options
        try validate()
    }

    /// Whether a header of that name is among ``headers``.
    func hasHeader(_ name: String) -> Bool { headers.contains { $0.isNamed(name) } }
}
