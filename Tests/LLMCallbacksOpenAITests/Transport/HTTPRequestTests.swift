// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct HTTPRequestTests {
    @Test(arguments: ["http://a", "https://a/b?c", "HTTPS://a:1"])
    func `http and https are accepted`(url: String) throws {
        #expect(try HTTPRequest(url: url).url == url)
    }

    private static let refused = [
        "", "a", "ftp://a", "file:///etc/passwd", "javascript:http://a", "http://a b", "http://a\r\nB: c", "http://a\0",
    ]

    @Test(arguments: refused)
    func `any other address is refused`(url: String) {
        expect(.invalidURL) { try HTTPRequest(url: url) }
    }

    @Test(arguments: Array(0..<0x20) + [0x7F])
    func `a control character in a header is refused`(byte: UInt8) {
        let text = "a" + String(UnicodeScalar(byte))
        expect(.invalidRequest) { try request(header: text, "b") }
        expect(.invalidRequest) { try request(header: "b", text) }
    }

    @Test(arguments: ["", "a b", "a:", "ä", "a\u{7F}"])
    func `a header name that is no token is refused`(name: String) {
        expect(.invalidRequest) { try request(header: name, "b") }
    }

    @Test(arguments: ["", "GET /", "P\r\nOST"])
    func `a method that is no token is refused`(method: String) {
        expect(.invalidRequest) { try HTTPRequest(url: "http://a", method: method) }
    }

    @Test func `a refusal does not repeat a header's value`() throws {
        let error = #expect(throws: CurlError.self) { try request(header: "Authorization", "Bearer secret\n") }
        #expect(try !#require(error).description.contains("secret"))
        #expect(try #require(error).description.contains("Authorization"))
    }

    @Test func `the summary holds neither password nor query`() throws {
        let request = try HTTPRequest(url: "https://me:pass@host:8080/path?key=secret")
        #expect(request.summary == "POST https://host:8080")
    }

    private func request(header name: String, _ value: String) throws(CurlError) -> HTTPRequest {
        try HTTPRequest(url: "http://a", headers: [HTTPHeaderField(name, value)])
    }

    private func expect(_ kind: CurlError.Kind, _ body: () throws -> HTTPRequest) {
        let error = #expect(throws: CurlError.self) { _ = try body() }
        #expect(error?.kind == kind)
    }
}
