// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    private static let hello = #"{"model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}"#
    private static let notes = ["model: m", "text: Hi"]

    /// Every way in which servers report errors within a stream, or end it without a word.
    static let errors = [
        Recording(
            "OpenAI, error object",
            events: hello,
            #"""
            {"error":{"message":"The server had an error.\n Sorry.","type":"server_error","param":null,\#
            "code":null}}
            """#,
            "[DONE]",
            notes: notes,
            error: "server: The server had an error. Sorry."
        ),
        Recording(
            "a numeric code",
            events: hello,
            #"{"error":{"message":"context too long","type":"BadRequestError","code":400}}"#,
            notes: notes,
            error: "invalidRequest (HTTP 400): context too long"
        ),
        Recording(
            "error text",
            events: hello,
            #"{"error":"model runner has unexpectedly stopped"}"#,
            notes: notes,
            error: "model: model runner has unexpectedly stopped"
        ),
        Recording(
            "error text beside a message",
            events: #"{"statusCode":503,"error":"Service Unavailable","message":"Try again later"}"#,
            notes: [],
            error: "server (HTTP 503): Try again later"
        ),
        Recording(
            "an object that is an error",
            events: hello,
            #"{"object":"error","message":"bad token","type":"invalid_request_error","param":null,"code":400}"#,
            notes: notes,
            error: "invalidRequest (HTTP 400): bad token"
        ),
        Recording(
            "a message where choices should be",
            events: #"{"message":"Unauthorized","code":"401"}"#,
            notes: [],
            error: "authentication (HTTP 401): Unauthorized"
        ),
        Recording(
            "OpenRouter, an error and a finished choice",
            events: hello,
            #"""
            {"id":"g","model":"m","error":{"code":429,"message":"Provider returned error"},\#
            "choices":[{"index":0,"delta":{"content":"!"},"finish_reason":"error"}]}
            """#,
            notes: notes + ["text: !"],
            error: "rateLimited (HTTP 429): Provider returned error"
        ),
        Recording(
            "an error in a choice",
            events: #"""
                {"choices":[{"index":0,"delta":{},"error":{"code":502,"message":"upstream"},"finish_reason":"error"}]}
                """#,
            notes: [],
            error: "server (HTTP 502): upstream"
        ),
        Recording(
            "a finish reason that is an error",
            events: hello,
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"error"}]}"#,
            notes: notes,
            error: "model: The model stopped with an error that it did not describe."
        ),
        Recording(
            "event: error, with an error object",
            body: """
                data: \(hello)\n\nevent: error\ndata: {\"error\":{\"message\":\"Over capacity\",\
                \"type\":\"overloaded_error\"}}\n\n
                """,
            notes,
            error: "server: Over capacity"
        ),
        Recording(
            "event: error, unwrapped",
            body: "event: error\ndata: {\"message\":\"No such model\",\"type\":\"NotFoundError\"}\n\n",
            [],
            error: "notFound: No such model"
        ),
        Recording(
            "event: error, text",
            body: "event: error\ndata: upstream timed out\n\n",
            [],
            error: "model: upstream timed out"
        ),
        Recording(
            "event: error, nothing",
            body: "event: error\ndata\n\n",
            [],
            error: "model: The server reported an error without saying which."
        ),
        Recording(
            "Gemini, a list",
            events: #"[{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}}]"#,
            notes: [],
            error: "rateLimited (HTTP 429): Quota exceeded"
        ),
        Recording(
            "Groq, under x_groq",
            events: #"{"choices":[],"x_groq":{"id":"req_1","error":"tool use failed"}}"#,
            notes: [],
            error: "model: tool use failed"
        ),
        Recording(
            "a filter",
            events: #"{"error":{"message":"Withheld","code":"content_filter","status":400}}"#,
            notes: [],
            error: "contentFilter (HTTP 400): Withheld"
        ),
        Recording(
            "two objects glued",
            events: "\(hello){\"error\":{\"message\":\"idle timeout\",\"type\":\"timeout\"}}",
            notes: notes,
            error: "timeout: idle timeout"
        ),
        Recording(
            "an object cut by an error",
            events: hello,
            #"""
            {"model":"m","choices":[{"index":0,"delta":{"con{"error":{"message":"upstream reset",\#
            "type":"server_error"}}
            """#,
            notes: notes,
            error: "server: upstream reset"
        ),
        Recording(
            "an object cut",
            events: hello,
            #"{"model":"m","choices":[{"index":0,"delta":{"con"#,
            notes: notes,
            error: "invalidResponse: A chunk of the stream is no valid JSON (at byte 48 of 48)."
        ),
        Recording(
            "no JSON",
            events: "upstream timed out",
            notes: [],
            error: "invalidResponse: A chunk of the stream is no valid JSON (at byte 0 of 18)."
        ),
        Recording(
            "an empty chunk and the end",
            events: #"""
                {"id":"c","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},\#
                "finish_reason":null}]}
                """#,
            notes: ["model: m"],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            "one choice of two ends",
            events: hello,
            #"{"choices":[{"index":1,"delta":{"content":"Yo"}}]}"#,
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
            notes: notes + ["text[1]: Yo", "finish: stop"],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            "a space before the first field",
            body: " data: \(hello)\n\n",
            [],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            "the end in the midst",
            events: hello,
            notes: notes,
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            "nothing",
            body: "",
            [],
            error: "truncated: The stream ended before the answer was complete."
        ),
    ]
}
