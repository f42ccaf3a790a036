// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// What a real server of llama.cpp's, of November 2026, sent at `/v1/chat/completions`, byte for byte: its model
    /// thinks, answers and calls a tool twice.
    static let llamaServer = Recording(
        "Chat Completions of a real llama.cpp server",
        body: #"""
            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created\#
            ":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-\#
            unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":"Let me"}}],"created":179\#
            5840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unkno\#
            wn","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":" think"}}],"created":179\#
            5840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unkno\#
            wn","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":" 水"}}],"created":1795840\#
            488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown",\#
            "object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":"😀"}}],"created":17958404\#
            88,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown","\#
            object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":".\nDone"}}],"created":17\#
            95840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unkn\#
            own","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"I look"}}],"created":1795840488,"i\#
            d":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown","objec\#
            t":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" it up."}}],"created":1795840488,"\#
            id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown","obje\#
            ct":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" \"ok\""}}],"created":1795840488,"\#
            id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown","obje\#
            ct":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"id":"8WnXAxuGUEumJ2\#
            3cTjWZv4hDcCZlChWt","type":"function","function":{"name":"lookup","arguments":"{"}}]}}],"created":179584\#
            0488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown"\#
            ,"object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"function":{"argumen\#
            ts":"\"q\": 1"}}]}}],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"scri\#
            pt","system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"function":{"argumen\#
            ts":"2, \"s\""}}]}}],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"scri\#
            pt","system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"function":{"argumen\#
            ts":": true, \"t\": \"a\\n\\u00fc"}}]}}],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dM\#
            mutXo","model":"script","system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"function":{"argumen\#
            ts":"ü\"}"}}]}}],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script",\#
            "system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":1,"id":"S5f4KocuU5ooGQ\#
            ojcNaGhtJeOr0ctKrE","type":"function","function":{"name":"lookup","arguments":"{"}}]}}],"created":179584\#
            0488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown"\#
            ,"object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":1,"function":{"argumen\#
            ts":"\"q\": 7, \"s\""}}]}}],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model\#
            ":"script","system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":1,"function":{"argumen\#
            ts":": false, \"t\": \"\"}"}}]}}],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo",\#
            "model":"script","system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":"tool_calls","index":0,"delta":{}}],"created":1795840488,"id":"chatcm\#
            pl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"script","system_fingerprint":"b0-unknown","object":"chat.c\#
            ompletion.chunk"}

            data: {"choices":[],"created":1795840488,"id":"chatcmpl-HJrS2rjTebRo8go1fyDq5stb7dMmutXo","model":"scrip\#
            t","system_fingerprint":"b0-unknown","object":"chat.completion.chunk","usage":{"completion_tokens":26,"p\#
            rompt_tokens":732,"total_tokens":758,"prompt_tokens_details":{"cached_tokens":731}},"timings":{"cache_n"\#
            :731,"prompt_n":1,"prompt_ms":5.293,"prompt_per_token_ms":5.293,"prompt_per_second":188.9287738522577,"p\#
            redicted_n":26,"predicted_ms":21.321,"predicted_per_token_ms":0.85284,"predicted_per_second":1172.552882\#
            1349842}}

            data: [DONE]


            """#,
        [
            "model: script", "reasoning: Let me", "reasoning:  think", "reasoning:  水", "reasoning: 😀",
            "reasoning: .\nDone", "text: I look", "text:  it up.", "text:  \"ok\"",
            "call 0 8WnXAxuGUEumJ23cTjWZv4hDcCZlChWt lookup: {",
            "call 0 8WnXAxuGUEumJ23cTjWZv4hDcCZlChWt lookup: \"q\": 1",
            "call 0 8WnXAxuGUEumJ23cTjWZv4hDcCZlChWt lookup: 2, \"s\"",
            "call 0 8WnXAxuGUEumJ23cTjWZv4hDcCZlChWt lookup: : true, \"t\": \"a\\n\\u00fc",
            "call 0 8WnXAxuGUEumJ23cTjWZv4hDcCZlChWt lookup: ü\"}",
            "call 1 S5f4KocuU5ooGQojcNaGhtJeOr0ctKrE lookup: {",
            "call 1 S5f4KocuU5ooGQojcNaGhtJeOr0ctKrE lookup: \"q\": 7, \"s\"",
            "call 1 S5f4KocuU5ooGQojcNaGhtJeOr0ctKrE lookup: : false, \"t\": \"\"}", "finish: tool_calls",
            "usage: 732 in, 26 out, 731 cached",
        ]
    )
}
