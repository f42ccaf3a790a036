// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl
import Testing

@testable import LLMCallbacksOpenAI

struct CurlErrorTests {
    private static let kinds: [(code: UInt32, kind: CurlError.Kind)] = [
        (3, .invalidURL), (6, .connection), (7, .connection), (8, .invalidResponse), (23, .invalidResponse),
        (27, .resources),
        (28, .timeout(.connect)), (35, .tls), (52, .connection), (60, .tls), (97, .connection),
    ]

    @Test(arguments: kinds)
    func `a code has a kind`(code: UInt32, kind: CurlError.Kind) {
        #expect(CurlError(code: CURLcode(code), while: "testing").kind == kind)
    }

    @Test(arguments: [18, 55, 56, 92] as [UInt32])
    func `what breaks after the head is truncated, and before it no connection`(code: UInt32) {
        #expect(CurlError(code: CURLcode(code), while: "testing", hasHead: true).kind == .truncated)
        #expect(CurlError(code: CURLcode(code), while: "testing", hasHead: false).kind == .connection)
    }

    @Test func `an unknown code keeps its number`() {
        let error = CurlError(code: CURLcode(999), while: "testing")
        #expect(error.code == 999)
        #expect(error.kind == .other)
        #expect(!error.message.isEmpty)
    }

    @Test func `the description is one sentence`() {
        let error = CurlError(code: CURLE_COULDNT_CONNECT, detail: "Failed to connect", while: "POST http://a")
        #expect(error.description == "POST http://a: Failed to connect (curl 7)")
        #expect(CurlError(.invalidURL, "no address").description == "checking a request: no address")
    }
}
