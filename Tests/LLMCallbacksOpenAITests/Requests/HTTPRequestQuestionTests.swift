// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct HTTPRequestQuestionTests {
    @Test(arguments: [
        ("http://a/v1", "http://a/v1/p"), ("http://a/v1//", "http://a/v1/p"), ("http://a", "http://a/p"),
        ("https://a/x/?api-version=1&k=/", "https://a/x/p?api-version=1&k=/"),
    ])
    func `the path goes between address and query`(base: String, url: String) throws {
        let request = try HTTPRequest.question(
            to: base,
            path: "/p",
            headers: [],
            adding: [],
            body: [],
            options: HTTPOptions()
        )
        #expect(request.url == url)
    }

    @Test(arguments: [
        ("http://a", "http://a"), ("http://a/v1", "http://a"), ("http://a/v1/", "http://a"),
        ("http://a/api/?k=1", "http://a?k=1"), ("http://a/v2", "http://a/v2"),
    ])
    func `ends that some people write are dropped`(base: String, rest: String) {
        #expect(base.droppingEnd(["/v1", "/api"]) == rest)
    }

    @Test func `what cannot be sent is an invalid request`() {
        let error = #expect(throws: ModelError.self) {
            try HTTPRequest.question(
                to: "ftp://a",
                path: "/p",
                headers: [],
                adding: [],
                body: [],
                options: HTTPOptions()
            )
        }
        #expect(error?.kind == .invalidRequest)
    }
}
