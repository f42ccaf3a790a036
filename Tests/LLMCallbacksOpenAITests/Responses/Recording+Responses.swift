// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// Answers of OpenAI's Responses.
    static let responses = responsesAnswers + responsesErrors

    /// A stream with named events: each line of data says its name.
    private init(responses name: String, _ events: String..., notes: [String], error: String? = nil) {
        self.init(name, body: Self.named(events), notes, error: error)
        wire = .responses
    }

    private static let created = #"""
        {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response",\#
        "status":"in_progress","error":null,"incomplete_details":null,"model":"gpt-5-mini","output":[],"usage":null}}
        """#
    private static let completed = #"""
        {"type":"response.completed","sequence_number":9,"response":{"id":"resp_1","object":"response",\#
        "status":"completed","error":null,"incomplete_details":null,"model":"gpt-5-mini","output":[{"type":"message",\#
        "content":[{"type":"output_text","text":"the whole again"}]}],"usage":{"input_tokens":7,\#
        "input_tokens_details":{"cached_tokens":2},"output_tokens":11,"output_tokens_details":{"reasoning_tokens":5},\#
        "total_tokens":18}}}
        """#
    private static let counts = "usage: 7 in, 11 out, 2 cached, 5 reasoning"

    private static let responsesAnswers = [
        Recording(
            responses: "text",
            created,
            #"{"type":"response.in_progress","sequence_number":1,"response":{"status":"in_progress","model":"gpt-5-mini"}}"#,
            #"""
            {"type":"response.output_item.added","output_index":0,"item":{"id":"msg_1","type":"message",\#
            "status":"in_progress","role":"assistant","content":[]}}
            """#,
            #"""
            {"type":"response.content_part.added","item_id":"msg_1","output_index":0,"content_index":0,\#
            "part":{"type":"output_text","text":"","annotations":[],"logprobs":[]}}
            """#,
            #"""
            {"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_1","output_index":0,\#
            "content_index":0,"delta":"Spark","logprobs":[{"token":"Spark","logprob":-0.1}],"obfuscation":"x9"}
            """#,
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"ling \ud83d"}"#,
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"\udca7"}"#,
            #"{"type":"response.output_text.annotation.added","output_index":0,"annotation":{"text":"no"}}"#,
            #"{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"Sparkling 💧"}"#,
            #"""
            {"type":"response.content_part.done","output_index":0,"content_index":0,"part":{"type":"output_text",\#
            "text":"Sparkling 💧"}}
            """#,
            #"""
            {"type":"response.output_item.done","output_index":0,"item":{"id":"msg_1","type":"message",\#
            "content":[{"type":"output_text","text":"Sparkling 💧"}]}}
            """#,
            completed,
            notes: ["model: gpt-5-mini", "text: Spark", "text: ling ", "text: 💧", counts, "finish: stop"]
        ),
        Recording(
            responses: "reasoning and two calls, their pieces mixed",
            #"{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","summary":[]}}"#,
            #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Two"}"#,
            #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":" calls."}"#,
            #"{"type":"response.reasoning_text.delta","output_index":0,"content_index":0,"delta":" Hm."}"#,
            #"""
            {"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","encrypted_content":"g",\#
            "summary":[{"type":"summary_text","text":"Two"},{"type":"summary_text","text":" calls."}],\#
            "content":[{"type":"reasoning_text","text":" Hm."}]}}
            """#,
            #"""
            {"type":"response.output_item.added","output_index":1,"item":{"id":"fc_1","type":"function_call",\#
            "arguments":"","call_id":"call_1","name":"weather"}}
            """#,
            #"""
            {"type":"response.output_item.added","output_index":2,"item":{"id":"fc_2","type":"custom_tool_call",\#
            "input":"","call_id":"call_2","name":"note"}}
            """#,
            #"{"type":"response.function_call_arguments.delta","output_index":1,"delta":"{\"city\":"}"#,
            #"{"type":"response.custom_tool_call_input.delta","output_index":2,"delta":"free "}"#,
            #"{"type":"response.function_call_arguments.delta","output_index":1,"delta":"\"Bern\"}"}"#,
            #"{"type":"response.custom_tool_call_input.delta","output_index":2,"delta":"text"}"#,
            #"{"type":"response.function_call_arguments.done","output_index":1,"arguments":"{\"city\":\"Bern\"}"}"#,
            #"{"type":"response.custom_tool_call_input.done","output_index":2,"input":"free text"}"#,
            #"""
            {"type":"response.output_item.done","output_index":1,"item":{"id":"fc_1","type":"function_call",\#
            "arguments":"{\"city\":\"Bern\"}","call_id":"call_1","name":"weather"}}
            """#,
            completed,
            notes: [
                "reasoning: Two", "reasoning:  calls.", "reasoning:  Hm.", "call 0 call_1 weather: ",
                "call 1 call_2 note: ", #"call 0 call_1 weather: {"city":"#, "call 1 call_2 note: free ",
                #"call 0 call_1 weather: "Bern"}"#, "call 1 call_2 note: text", "model: gpt-5-mini", counts,
                "finish: tool_calls",
            ]
        ),
        Recording(
            responses: "a refusal, cut short by a limit",
            created,
            #"{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"I can"}"#,
            #"{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"not"}"#,
            #"""
            {"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{\#
            "reason":"max_output_tokens"},"usage":{"input_tokens":1,"output_tokens":2}}}
            """#,
            notes: [
                "model: gpt-5-mini", "refusal: I can", "refusal: not", "usage: 1 in, 2 out", "finish: length",
            ]
        ),
        Recording(
            responses: "a filter",
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"a"}"#,
            #"{"type":"response.incomplete","response":{"incomplete_details":{"reason":"content_filter"}}}"#,
            notes: ["text: a", "finish: content_filter"]
        ),
        Recording(
            responses: "parts that come whole only",
            #"{"type":"response.reasoning_summary_text.done","output_index":0,"summary_index":0,"text":"Hm."}"#,
            #"{"type":"response.output_text.done","output_index":1,"content_index":0,"text":"a"}"#,
            #"""
            {"type":"response.output_item.done","output_index":1,"item":{"content":[{"text":"a","type":"output_text"},\#
            {"text":"b","type":"output_text"},{"refusal":"No.","type":"refusal"}],"type":"message"}}
            """#,
            #"""
            {"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","name":"f",\#
            "arguments":"{}","call_id":"c1"}}
            """#,
            #"""
            {"type":"response.output_item.done","output_index":3,"item":{"type":"mcp_call","name":"no","arguments":"{}",\#
            "output":"no","content":[{"text":"no"}]}}
            """#,
            #"{"type":"response.completed","response":{"status":"completed"}}"#,
            notes: [
                "reasoning: Hm.", "text: a", "text: b", "refusal: No.", "call 0 c1 f: ", "call 0 c1 f: {}",
                "finish: tool_calls",
            ]
        ),
        Recording(
            responses: "an answer that comes at the end only, and a [DONE]",
            created,
            #"""
            {"type":"response.completed","response":{"status":"completed","output":[{"summary":[{"text":"Hm.",\#
            "type":"summary_text"}],"type":"reasoning"},{"type":"message","content":[{"type":"output_text","text":"Yes."}]}]}}
            """#,
            notes: ["model: gpt-5-mini", "reasoning: Hm.", "text: Yes.", "finish: stop"]
        ),
        Recording(
            responses: "items without a place",
            #"{"type":"response.output_text.delta","delta":"a"}"#,
            #"{"type":"response.output_item.added","item":{"type":"function_call","call_id":"c1","name":"f"}}"#,
            #"{"type":"response.function_call_arguments.delta","delta":"{}"}"#,
            #"{"type":"response.function_call_arguments.done","arguments":"{}"}"#,
            #"{"type":"response.output_item.added","item":{"type":"function_call","call_id":"c2","name":"f"}}"#,
            #"{"type":"response.function_call_arguments.delta","delta":"[]"}"#,
            #"{"type":"response.completed","response":{}}"#,
            notes: [
                "text: a", "call 0 c1 f: ", "call 0 c1 f: {}", "call 1 c2 f: ", "call 1 c2 f: []", "finish: tool_calls",
            ]
        ),
        Recording(
            responses: "what the server does by itself, and events of later days",
            #"{"type":"response.web_search_call.searching","output_index":0,"item_id":"ws_1"}"#,
            #"{"type":"response.mcp_call_arguments.delta","output_index":0,"delta":"no"}"#,
            #"{"type":"response.code_interpreter_call_code.delta","output_index":1,"delta":"no"}"#,
            #"{"type":"response.audio.delta","delta":"bm8="}"#,
            #"{"type":"response.dream.delta","delta":{"text":"no"},"deep":[[[[{"a":[]}]]]]}"#,
            #"{"type":"response.output_text.delta","output_index":2,"delta":"a\ud83d"}"#,
            #"{"type":"response.output_text.done","output_index":2,"text":"a\ud83d"}"#,
            #"{"type":"keepalive","sequence_number":4}"#,
            completed,
            #"{"type":"response.output_text.delta","output_index":2,"delta":"too late"}"#,
            notes: ["text: a", "text: \u{FFFD}", "model: gpt-5-mini", counts, "finish: stop"]
        ),
        Recording(
            "a response that is not streamed",
            body: #"""
                {"id":"resp_2","object":"response","created_at":1,"status":"completed","error":null,"model":"m",
                "output":[{"type":"reasoning","summary":[]},{"type":"message","role":"assistant","content":[{"type":
                "output_text","annotations":[],"text":"Yes."}]},{"type":"function_call","call_id":"c","name":"f",
                "arguments":"{\"a\":1}"}],"usage":{"input_tokens":1,"output_tokens":2}}
                """#,
            [
                "model: m", "usage: 1 in, 2 out", "text: Yes.", "call 0 c f: ", "call 0 c f: {\"a\":1}",
                "finish: tool_calls",
            ]
        ).on(.responses),
        Recording(
            "data that leaves its type to the event's name",
            body: """
                event: response.output_text.delta
                data: {"delta":"a"}

                event: response.completed
                data: {"response":{}}


                """,
            ["text: a", "finish: stop"]
        ).on(.responses),
    ]

    private static let responsesErrors = [
        Recording(
            responses: "an error event, flat",
            #"{"type":"response.output_text.delta","output_index":0,"delta":"Bub"}"#,
            #"{"type":"error","sequence_number":2,"code":"rate_limit_exceeded","message":"Slow down","param":null}"#,
            notes: ["text: Bub"],
            error: "rateLimited: Slow down"
        ),
        Recording(
            "an error event, wrapped, without a name",
            events: #"{"type":"error","error":{"type":"invalid_request_error","code":null,"message":"No such tool"}}"#,
            notes: [],
            error: "invalidRequest: No such tool"
        ).on(.responses),
        Recording(
            responses: "a response that failed",
            created,
            #"{"type":"response.output_text.delta","output_index":0,"delta":"Bub"}"#,
            #"""
            {"type":"response.failed","response":{"status":"failed","error":{"code":"server_error",\#
            "message":"The model failed."},"usage":{"input_tokens":1,"output_tokens":2}}}
            """#,
            notes: ["model: gpt-5-mini", "text: Bub", "usage: 1 in, 2 out"],
            error: "server: The model failed."
        ),
        Recording(
            responses: "a response that failed without a word",
            #"{"type":"response.failed","response":{"status":"failed","error":null}}"#,
            notes: [],
            error: "model: The server gave the response up without saying why."
        ),
        Recording(
            responses: "a response that somebody cancelled",
            #"{"type":"response.completed","response":{"status":"cancelled"}}"#,
            notes: [],
            error: "model: The server gave the response up without saying why."
        ),
        Recording(
            responses: "a stream that stops",
            created,
            #"{"type":"response.output_text.delta","output_index":0,"delta":"Bub"}"#,
            #"{"type":"response.output_text.done","output_index":0,"text":"Bub"}"#,
            notes: ["model: gpt-5-mini", "text: Bub"],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            "JSON that is no response",
            body: #"{"ok":true}"#,
            [],
            error: "invalidResponse: The server answered with JSON that is no model's answer."
        ).on(.responses),
    ]
}
