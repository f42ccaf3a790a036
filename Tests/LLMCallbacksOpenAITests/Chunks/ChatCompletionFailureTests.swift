// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ChatCompletionFailureTests {
    @Test(arguments: [
        (400, "invalidRequest"), (401, "authentication"), (402, "invalidRequest"), (403, "permission"),
        (404, "notFound"),
        (408, "timeout"), (413, "tooLarge"), (422, "invalidRequest"), (429, "rateLimited"), (500, "server"),
        (502, "server"),
        (504, "timeout"), (529, "server"), (302, "invalidResponse"),
    ])
    func `the status says the kind`(status: Int, kind: String) {
        let error = refused(status, #"{"error":{"message":"m","type":"some_error","code":null}}"#)
        #expect(error.kind.rawValue == kind)
        #expect(error.status == status)
        #expect(error.requestID == "req_1")
        #expect(error.message == "m")
    }

    @Test(arguments: [
        (
            #"{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#,
            "Incorrect API key provided."
        ),
        (#"{"error":"model 'x' not found"}"#, "model 'x' not found"),
        (#"{"detail":"Not authenticated"}"#, "Not authenticated"),
        (
            #"{"detail":[{"loc":["body","model"],"msg":"field required","type":"value_error.missing"}]}"#,
            "field required"
        ),
        (#"{"object":"error","message":"bad","type":"BadRequestError","param":null,"code":400}"#, "bad"),
        (
            #"{"statusCode":401,"message":"Access denied due to invalid subscription key."}"#,
            "Access denied due to invalid subscription key."
        ),
        (#"{"title":"Too Many","status":429,"detail":"Wait."}"#, "Wait."),
        (#"{"errors":[{"message":"first"},{"message":"second"}]}"#, "first"),
        (#"[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]"#, "API key not valid."),
        (#""just text""#, "just text"),
        (#"data: {"error":{"message":"in an event"}}"#, "in an event"),
        ("event: error\r\ndata: {\"error\":{\"message\":\"in a named event\"}}\r\n\r\n", "in a named event"),
        (#"{"error":{"message":"cut short","type":"inva"#, "cut short"),
        (
            #"{"error":{"message":null,"code":500}}"#,
            "The server answered with status 400 and an error without a message."
        ),
        ("{}", "The server answered with status 400 and an error without a message."),
        ("", "The server answered with status 400 and nothing else."),
        (" \n ", "The server answered with status 400 and nothing else."),
        ("upstream connect error\nand more", "The server answered with status 400: upstream connect error"),
        (
            "<html>\n<head><TITLE>502 Bad\nGateway</TITLE></head><body>...</body></html>",
            "The server answered with status 400 and a web page: 502 Bad Gateway"
        ),
        ("<!doctype html><p>Hello", "The server answered with status 400 and a web page."),
    ])
    func `every body gives one sentence`(body: String, message: String) {
        #expect(refused(400, body).message == message)
    }

    @Test func `long bodies give short sentences`() {
        let long = String(repeating: "word ", count: 5_000)
        #expect(refused(500, long).message.count < 260)
        #expect(refused(500, "{\"error\":{\"message\":\"\(long)\"}}").message.count < 1_010)
        #expect(refused(500, "<title>\(long)</title>").message.count < 200)
    }

    @Test func `a filter is a kind of its own`() {
        #expect(refused(400, #"{"error":{"message":"m","code":"content_filter"}}"#).kind == .contentFilter)
    }

    @Test(arguments: [
        ("RateLimitError", "rateLimited"), ("rate_limit_exceeded", "rateLimited"),
        ("insufficient_quota", "rateLimited"),
        ("InternalServerError", "server"), ("api_error", "server"), ("overloaded_error", "server"),
        ("INVALID_ARGUMENT", "invalidRequest"), ("NotFoundError", "notFound"), ("invalid_api_key", "authentication"),
        ("permission_error", "permission"), ("timeout", "timeout"), ("error", nil), ("", nil), ("?", nil),
    ])
    func `words say the kind, however they are spelled`(word: String, kind: String?) {
        #expect(ModelError.Kind(word: word)?.rawValue == kind)
    }

    private func refused(_ status: Int, _ body: String) -> ModelError {
        Array(body.utf8).withUnsafeBytes {
            ChatCompletionFailure.refused(status: status, requestID: "req_1", body: $0)
        }
    }
}
