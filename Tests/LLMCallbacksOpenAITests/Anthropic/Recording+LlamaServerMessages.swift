// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// What a real server of llama.cpp's, of November 2026, sent at `/v1/messages`, byte for byte: its model
    /// thinks, answers and calls a tool twice.
    static let llamaServerMessages = Recording(
        "Anthropic Messages of a real llama.cpp server",
        body: #"""
            event: message_start
            data: {"type":"message_start","message":{"id":"chatcmpl-cn7V8Ke990beyCcbTK9g305UOgLCDiPb","type":"messag\#
            e","role":"assistant","content":[],"model":"script","stop_reason":null,"stop_sequence":null,"usage":{"ca\#
            che_read_input_tokens":731,"input_tokens":1,"output_tokens":0}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":" think"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":" 水"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"😀"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":".\nDone"}}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"I look"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":" it up."}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":" \"ok\""}}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"Phwm8pThUzFa3TWxN\#
            mDP1q4mTA4Gt7sN","name":"lookup"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"\"q\":\#
             1"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"2, \"\#
            s\""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":": true,\#
             \"t\": \"a\\n\\u00fc"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"ü\"}"}}

            event: content_block_start
            data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"DqhL1h6uSkEWmo1JI\#
            84xtR7CKnkuLpwz","name":"lookup"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"\"q\":\#
             7, \"s\""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":": false\#
            , \"t\": \"\"}"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":""}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            event: content_block_stop
            data: {"type":"content_block_stop","index":3}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_t\#
            okens":26}}

            event: message_stop
            data: {"type":"message_stop"}


            """#,
        [
            "model: script", "usage: 732 in, -1 out, 731 cached", "reasoning: Let me", "reasoning:  think",
            "reasoning:  水", "reasoning: 😀", "reasoning: .\nDone", "text: I look", "text:  it up.", "text:  \"ok\"",
            "call 0 Phwm8pThUzFa3TWxNmDP1q4mTA4Gt7sN lookup: ", "call 0 Phwm8pThUzFa3TWxNmDP1q4mTA4Gt7sN lookup: {",
            "call 0 Phwm8pThUzFa3TWxNmDP1q4mTA4Gt7sN lookup: \"q\": 1",
            "call 0 Phwm8pThUzFa3TWxNmDP1q4mTA4Gt7sN lookup: 2, \"s\"",
            "call 0 Phwm8pThUzFa3TWxNmDP1q4mTA4Gt7sN lookup: : true, \"t\": \"a\\n\\u00fc",
            "call 0 Phwm8pThUzFa3TWxNmDP1q4mTA4Gt7sN lookup: ü\"}",
            "call 1 DqhL1h6uSkEWmo1JI84xtR7CKnkuLpwz lookup: ", "call 1 DqhL1h6uSkEWmo1JI84xtR7CKnkuLpwz lookup: {",
            "call 1 DqhL1h6uSkEWmo1JI84xtR7CKnkuLpwz lookup: \"q\": 7, \"s\"",
            "call 1 DqhL1h6uSkEWmo1JI84xtR7CKnkuLpwz lookup: : false, \"t\": \"\"}",
            "usage: -1 in, 26 out", "finish: tool_calls",
        ]
    ).on(.anthropic)
}
