// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// Answers of Anthropic's Messages.
    static let anthropic = anthropicAnswers + anthropicErrors

    /// A stream with named events: each line of data says its name.
    private init(anthropic name: String, _ events: String..., notes: [String], error: String? = nil) {
        self.init(name, body: Self.named(events), notes, error: error)
        wire = .anthropic
    }

    /// Events that are named by the member `type` of their data.
    static func named(_ events: [String]) -> String {
        events.map { data in
            let type = data.split(separator: "\"", omittingEmptySubsequences: false).dropFirst(3).first ?? ""
            return "event: \(type)\ndata: \(data)\n\n"
        }.joined()
    }

    private static let start = #"""
        {"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"claude-x-1",\#
        "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}}
        """#
    private static let stop = #"{"type":"message_stop"}"#

    private static let anthropicAnswers = [
        Recording(
            anthropic: "text, with a ping",
            start,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"ping"}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Spark"}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ling \ud83d"}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\udca7é\n"}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"""
            {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\#
            "usage":{"input_tokens":12,"output_tokens":15}}
            """#,
            stop,
            notes: [
                "model: claude-x-1", "usage: 12 in, -1 out", "text: Spark", "text: ling ", "text: 💧é\n",
                "usage: 12 in, 15 out", "finish: stop",
            ]
        ),
        Recording(
            anthropic: "thinking and two calls",
            start,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Two \"calls\"."}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB"}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"Emw"}}"#,
            #"{"type":"content_block_stop","index":1}"#,
            #"""
            {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1",\#
            "name":"weather","input":{}}}
            """#,
            #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}"#,
            #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"city\":"}}"#,
            #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"\"Bern\"}"}}"#,
            #"{"type":"content_block_stop","index":2}"#,
            #"""
            {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_2",\#
            "name":"time","input":{}}}
            """#,
            #"{"type":"content_block_stop","index":3}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":90}}"#,
            stop,
            notes: [
                "model: claude-x-1", "usage: 12 in, -1 out", "reasoning: Two \"calls\".",
                "call 0 toolu_1 weather: ", "call 0 toolu_1 weather: {\"city\":", "call 0 toolu_1 weather: \"Bern\"}",
                "call 1 toolu_2 time: ", "call 1 toolu_2 time: {}", "usage: -1 in, 90 out", "finish: tool_calls",
            ]
        ),
        Recording(
            anthropic: "what the server calls by itself, and citations",
            start,
            #"""
            {"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"srvtoolu_1",\#
            "name":"web_search","input":{}}}
            """#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"q\":1}"}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"""
            {"type":"content_block_start","index":1,"content_block":{"type":"web_search_tool_result",\#
            "tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"T","text":"no"}]}}
            """#,
            #"{"type":"content_block_stop","index":1}"#,
            #"{"type":"content_block_start","index":2,"content_block":{"type":"text","text":"So","citations":[]}}"#,
            #"""
            {"type":"content_block_delta","index":2,"delta":{"type":"citations_delta","citation":{"text":"no",\#
            "cited_text":"no"}}}
            """#,
            #"{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":" it is."}}"#,
            #"{"type":"content_block_stop","index":2}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"pause_turn"},"usage":{"output_tokens":5}}"#,
            stop,
            notes: [
                "model: claude-x-1", "usage: 12 in, -1 out", "text: So", "text:  it is.", "usage: -1 in, 5 out",
                "finish: pause_turn",
            ]
        ),
        Recording(
            anthropic: "events and members of later days",
            #"{"type":"message_prelude","message":{"model":"no"},"delta":{"text":"no"}}"#,
            start,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a","new":[[[{}]]]}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"dream_delta","dream":"zzz"}}"#,
            #"{"type":"content_block_delta","index":0.0,"delta":{"type":"text_delta","text":"b"},"error":null}"#,
            #"{"type":"content_block_delta","index":0,"delta":null}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"refusal","container":null},"usage":null}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"refusal"}}"#,
            notes: [
                "model: claude-x-1", "usage: 12 in, -1 out", "text: a", "text: b", "finish: content_filter",
            ]
        ),
        Recording(
            anthropic: "blocks at one place, halves of characters, an end without its reason",
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"a\ud83d"}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"\udca7b"}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","name":"f","input":{"a":[1]}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","name":"f","input":{}}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"partial_json":"{\"b\":\"\ud83d"}}"#,
            stop,
            #"{"type":"content_block_delta","index":0,"delta":{"text":"too late"}}"#,
            notes: [
                "text: a", "text: \u{FFFD}", "text: \u{FFFD}b", "call 0  f: ", "call 0  f: {\"a\":[1]}", "call 1  f: ",
                "call 1  f: {\"b\":\"", "call 1  f: \u{FFFD}",
            ]
        ),
        Recording(
            "data that leaves its type to the event's name, and a [DONE]",
            body: """
                event: content_block_delta
                data: {"index":0,"delta":{"text":"a"}}

                event: heartbeat
                data: 1764000000

                event: message_delta
                data: {"delta":{"stop_reason":"max_tokens"}}

                data: [DONE]


                """,
            ["text: a", "finish: length"]
        ).on(.anthropic),
        Recording(
            "a message that is not streamed",
            body: #"""
                {"id":"msg_02","type":"message","role":"assistant","model":"claude-x-1","content":[{"type":"thinking",
                "thinking":"Hm.","signature":"E"},{"type":"text","text":"Yes."},{"type":"tool_use","id":"t1","name":"f",
                "input":{"q":"\u00e9"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,
                "output_tokens":4}}
                """#,
            [
                "model: claude-x-1", "reasoning: Hm.", "text: Yes.", "call 0 t1 f: ", #"call 0 t1 f: {"q":"\u00e9"}"#,
                "usage: 3 in, 4 out", "finish: tool_calls",
            ]
        ).on(.anthropic),
    ]

    private static let anthropicErrors = [
        Recording(
            anthropic: "an overloaded server, after some text",
            start,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Bub"}}"#,
            #"""
            {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}
            """#,
            notes: ["model: claude-x-1", "usage: 12 in, -1 out", "text: Bub"],
            error: "server: Overloaded"
        ),
        Recording(
            "an error in an event without a name",
            events: #"{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}"#,
            notes: [],
            error: "rateLimited: Slow down"
        ).on(.anthropic),
        Recording(
            "an error of a gateway, in the words of another wire",
            events: #"{"type":"content_block_delta","delta":{"text":"a"}}"#,
            #"{"message":"upstream gone","code":502}"#,
            notes: ["text: a"],
            error: "server (HTTP 502): upstream gone"
        ).on(.anthropic),
        Recording(
            "an error that is text",
            body: "event: error\ndata: out of memory\n\n",
            [],
            error: "model: out of memory"
        ).on(.anthropic),
        Recording(
            anthropic: "a stream that stops within a block",
            start,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Bub\ud83d"}}"#,
            notes: ["model: claude-x-1", "usage: 12 in, -1 out", "text: Bub", "text: \u{FFFD}"],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            "JSON that is no message",
            body: #"{"ok":true}"#,
            [],
            error: "invalidResponse: The server answered with JSON that is no model's answer."
        ).on(.anthropic),
        Recording(
            "an event of which the end is missing",
            body: "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_\n\n",
            [],
            error: "invalidResponse: A part of the answer is no valid JSON (at byte 39 of 39)."
        ).on(.anthropic),
    ]
}
