// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct RefusedAnswerTests {
    @Test(arguments: [
        (307, false), (400, false), (401, false), (402, false), (403, false), (404, false), (405, false), (408, true),
        (409, true), (410, false), (413, false), (415, false), (422, false), (425, false), (429, true), (451, false),
        (499, false), (500, true), (501, true), (502, true), (503, true), (504, true), (520, true), (529, true),
        (599, true), (600, false),
    ])
    func `the status says whether another attempt may help, unless the server does`(status: Int, mayHelp: Bool) throws {
        #expect(try failure(status).isRetryable == mayHelp)
        #expect(try failure(status, [("x-should-retry", "true")]).isRetryable)
        #expect(try !failure(status, [("x-should-retry", "False")]).isRetryable)
        #expect(try failure(status, [("x-should-retry", "maybe")]).isRetryable == mayHelp)
    }

    @Test(arguments: [
        #"{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}}"#,
        #"{"error":{"message":"m","type":"insufficient_quota","param":null,"code":null}}"#,
        #"{"error":{"message":"m","code":"billing_hard_limit_reached"}}"#,
        #"{"error":"insufficient_quota"}"#, #"{"error":{"message":"m","status":"INSUFFICIENT_QUOTA"}}"#,
        "event: error\ndata: {\"error\":{\"message\":\"m\",\"code\":\"insufficient_quota\"}}\n\n",
        "data: {\"error\":{\"message\":\"m\",\"code\":\"insufficient_quota\"}}\n\n",
    ])
    func `an exhausted quota is final, whatever the server says`(body: String) throws {
        #expect(try !failure(429, [("x-should-retry", "true")], body).isRetryable)
    }

    @Test(arguments: [
        "insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active", "billing_error",
        "insufficient_balance", "usage_limit_reached", "usage_not_included", "credits_exhausted",
    ])
    func `every word for an exhausted quota is one`(word: String) throws {
        #expect(try !failure(429, [], #"{"error":{"message":"m","code":"\#(word)"}}"#).isRetryable)
    }

    @Test func `a limit of the rate is not`() throws {
        let failure = try failure(
            429,
            [("retry-after-ms", "20")],
            #"{"error":{"message":"Slow down","type":"tokens","code":"rate_limit_exceeded"}}"#
        )
        #expect(failure.isRetryable)
        #expect(failure.serverDelay == .milliseconds(20))
        #expect(failure.error.message == "Slow down")
    }

    @Test func `success is none`() {
        #expect(RefusedAnswer(HTTPHead(status: 200, headers: [])) == nil)
        #expect(RefusedAnswer(HTTPHead(status: 204, headers: [])) == nil)
    }

    @Test func `a redirect says where to, without path and query`() throws {
        let error = try failure(307, [("Location", "https://user:pw@example.org/path?key=abc")]).error
        #expect(error.message == "The server redirects to https://example.org, and redirects are not followed.")
        #expect(error.kind == .invalidResponse)
        #expect(try failure(302, [("Location", "/login")]).error.message.contains("elsewhere"))
    }

    @Test func `a body without end is kept in part`() throws {
        var refusal = try #require(RefusedAnswer(HTTPHead(status: 500, headers: [])))
        for _ in 0..<1_000 { refusal.receive([UInt8](repeating: UInt8(ascii: "x"), count: 1_400)) }
        #expect(AttemptFailure(refusal).error.message.count < 300)
    }

    @Test func `what comes after the part that is kept says nothing`() throws {
        var refusal = try #require(RefusedAnswer(HTTPHead(status: 400, headers: [])))
        refusal.receive([UInt8](repeating: UInt8(ascii: "\n"), count: RefusedAnswer.maxBytes - 1))
        #expect(!refusal.isFull)
        refusal.receive(Array("\n{\"error\":{\"message\":\"late\"}}".utf8))
        #expect(refusal.isFull)
        #expect(AttemptFailure(refusal).error.message == "The server answered with status 400 and nothing else.")
    }

    private func failure(
        _ status: Int,
        _ fields: [(String, String)] = [],
        _ body: String = ""
    ) throws -> AttemptFailure {
        let head = HTTPHead(status: status, headers: fields.map { HTTPHeaderField($0.0, $0.1) })
        var refusal = try #require(RefusedAnswer(head))
        refusal.receive(Array(body.utf8))
        return AttemptFailure(refusal)
    }
}
