// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// One answer of each server, in its own words.
    static let dialects = [openAI, azure, deepSeek, vLLM, openRouter, ollama, llamaCPP, groq, mistral, gemini]

    private static let openAI = Recording(
        "OpenAI",
        events: #"""
            {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1760000000,\#
            "model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":null,\#
            "choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,\#
            "finish_reason":null}],"usage":null,"obfuscation":"x1Y"}
            """#,
        #"""
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1760000000,\#
        "model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{"content":"Spark"},\#
        "logprobs":{"content":[{"token":"Spark","logprob":-0.02,"bytes":[83,112],\#
        "top_logprobs":[{"token":"}\"]","logprob":-9999.0,"bytes":null}]}],"refusal":null},\#
        "finish_reason":null}],"usage":null,"obfuscation":"Zq"}
        """#,
        #"""
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1760000000,\#
        "model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{"content":"ling \ud83d\udca7"},\#
        "finish_reason":null}],"usage":null}
        """#,
        #"""
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1760000000,\#
        "model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}
        """#,
        #"""
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1760000000,\#
        "model":"gpt-5-mini-2025-08-07","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":74,\#
        "total_tokens":93,"prompt_tokens_details":{"cached_tokens":16,"audio_tokens":0},\#
        "completion_tokens_details":{"reasoning_tokens":64,"audio_tokens":0,"accepted_prediction_tokens":0,\#
        "rejected_prediction_tokens":0}}}
        """#,
        "[DONE]",
        notes: [
            "model: gpt-5-mini-2025-08-07", "text: Spark", "text: ling 💧", "finish: stop",
            "usage: 19 in, 74 out, 16 cached, 64 reasoning",
        ]
    )

    private static let azure = Recording(
        "Azure OpenAI",
        events: #"""
            {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,\#
            "content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}]}
            """#,
        #"""
        {"choices":[{"content_filter_results":{},"delta":{"content":"","refusal":null,"role":"assistant"},\#
        "finish_reason":null,"index":0,"logprobs":null}],"created":1760000001,"id":"chatcmpl-B2",\#
        "model":"gpt-4o-2024-08-06","object":"chat.completion.chunk","system_fingerprint":"fp_1"}
        """#,
        #"""
        {"choices":[{"delta":{"content":"A whole block of text."},"finish_reason":null,"index":0}],\#
        "created":1760000001,"id":"chatcmpl-B2","model":"gpt-4o-2024-08-06","object":"chat.completion.chunk"}
        """#,
        #"""
        {"choices":[{"delta":{},"finish_reason":"stop","index":0}],"created":1760000001,"id":"chatcmpl-B2",\#
        "model":"gpt-4o-2024-08-06","object":"chat.completion.chunk"}
        """#,
        #"""
        {"choices":[{"content_filter_offsets":{"check_offset":44,"start_offset":44,"end_offset":198},\#
        "content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"finish_reason":null,\#
        "index":0}],"created":0,"id":"","model":"","object":""}
        """#,
        "[DONE]",
        notes: ["model: gpt-4o-2024-08-06", "text: A whole block of text.", "finish: stop"]
    )

    private static let deepSeek = Recording(
        "DeepSeek",
        body: """
            : keep-alive

            : keep-alive

            data: {"id":"d3","object":"chat.completion.chunk","created":1760000002,"model":"deepseek-reasoner",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":""},"logprobs":null,\
            "finish_reason":null}]}

            data: {"id":"d3","object":"chat.completion.chunk","created":1760000002,"model":"deepseek-reasoner",\
            "choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Bubbles."},"logprobs":null,\
            "finish_reason":null}]}

            data: {"id":"d3","object":"chat.completion.chunk","created":1760000002,"model":"deepseek-reasoner",\
            "choices":[{"index":0,"delta":{"content":"Fizz","reasoning_content":null},"logprobs":null,\
            "finish_reason":null}]}

            data: {"id":"d3","object":"chat.completion.chunk","created":1760000002,"model":"deepseek-reasoner",\
            "choices":[{"index":0,"delta":{"content":"","reasoning_content":null},"logprobs":null,\
            "finish_reason":"length"}],"usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,\
            "prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":4,\
            "completion_tokens_details":{"reasoning_tokens":3}}}

            data: [DONE]


            """,
        [
            "model: deepseek-reasoner", "reasoning: Bubbles.", "text: Fizz", "finish: length",
            "usage: 12 in, 5 out, 8 cached, 3 reasoning",
        ]
    )

    private static let vLLM = Recording(
        "vLLM",
        events: #"""
            {"id":"chatcmpl-v4","object":"chat.completion.chunk","created":1760000003,"model":"Qwen/Qwen3-8B",\#
            "choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,\#
            "finish_reason":null}],"prompt_token_ids":null,"usage":{"prompt_tokens":7,"total_tokens":7,\#
            "completion_tokens":0}}
            """#,
        #"""
        {"id":"chatcmpl-v4","object":"chat.completion.chunk","created":1760000003,"model":"Qwen/Qwen3-8B",\#
        "choices":[{"index":0,"delta":{"reasoning":"Hm"},"logprobs":null,"finish_reason":null,\#
        "token_ids":null}],"usage":{"prompt_tokens":7,"total_tokens":8,"completion_tokens":1}}
        """#,
        #"""
        {"id":"chatcmpl-v4","object":"chat.completion.chunk","created":1760000003,"model":"Qwen/Qwen3-8B",\#
        "choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null,"finish_reason":"stop",\#
        "stop_reason":null,"token_ids":null}],"usage":{"prompt_tokens":7,"total_tokens":9,"completion_tokens":2}}
        """#,
        #"""
        {"id":"chatcmpl-v4","object":"chat.completion.chunk","created":1760000003,"model":"Qwen/Qwen3-8B",\#
        "choices":[],"usage":{"prompt_tokens":7,"total_tokens":9,"completion_tokens":2,\#
        "prompt_tokens_details":null}}
        """#,
        "[DONE]",
        notes: [
            "model: Qwen/Qwen3-8B", "usage: 7 in, 0 out", "reasoning: Hm", "usage: 7 in, 1 out", "text: Hi",
            "finish: stop", "usage: 7 in, 2 out",
        ]
    )

    private static let openRouter = Recording(
        "OpenRouter",
        body: """
            : OPENROUTER PROCESSING

            data: {"id":"gen-5","provider":"Novita","model":"z-ai/glm-4.6","object":"chat.completion.chunk",\
            "created":1760000004,"choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning":"Think",\
            "reasoning_details":[{"type":"reasoning.text","text":"Think","format":null,"index":0}]},\
            "finish_reason":null,"native_finish_reason":null,"logprobs":null}]}

            : OPENROUTER PROCESSING

            data: {"id":"gen-5","provider":"Novita","model":"z-ai/glm-4.6","object":"chat.completion.chunk",\
            "created":1760000004,"choices":[{"index":0,"delta":{"role":"assistant","content":"Yes"},\
            "finish_reason":"stop","native_finish_reason":"stop","logprobs":null}]}

            data: {"id":"gen-5","provider":"Novita","model":"z-ai/glm-4.6","object":"chat.completion.chunk",\
            "created":1760000004,"choices":[{"index":0,"delta":{"role":"assistant","content":""},\
            "finish_reason":null,"native_finish_reason":null,"logprobs":null}],"usage":{"prompt_tokens":11,\
            "completion_tokens":2,"total_tokens":13,"cost":0.0000123,"is_byok":false,\
            "prompt_tokens_details":{"cached_tokens":0},"cost_details":{"upstream_inference_cost":null},\
            "completion_tokens_details":{"reasoning_tokens":1}}}

            data: [DONE]


            """,
        [
            "model: z-ai/glm-4.6", "reasoning: Think", "text: Yes", "finish: stop",
            "usage: 11 in, 2 out, 0 cached, 1 reasoning",
        ]
    )

    private static let ollama = Recording(
        "Ollama",
        events: #"""
            {"id":"chatcmpl-6","object":"chat.completion.chunk","created":1760000005,"model":"qwen3:8b",\#
            "system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"",\#
            "reasoning":"Two."},"finish_reason":null}]}
            """#,
        #"""
        {"id":"chatcmpl-6","object":"chat.completion.chunk","created":1760000005,"model":"qwen3:8b",\#
        "system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"",\#
        "tool_calls":[{"id":"call_a","index":0,"type":"function","function":{"name":"weather",\#
        "arguments":"{\"city\":\"Bern\"}"}}]},"finish_reason":null}]}
        """#,
        #"""
        {"id":"chatcmpl-6","object":"chat.completion.chunk","created":1760000005,"model":"qwen3:8b",\#
        "system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"",\#
        "tool_calls":[{"id":"call_b","index":0,"type":"function","function":{"name":"weather",\#
        "arguments":"{\"city\":\"Rome\"}"}}]},"finish_reason":null}]}
        """#,
        #"""
        {"id":"chatcmpl-6","object":"chat.completion.chunk","created":1760000005,"model":"qwen3:8b",\#
        "system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":""},\#
        "finish_reason":"tool_calls"}]}
        """#,
        #"""
        {"id":"chatcmpl-6","object":"chat.completion.chunk","created":1760000005,"model":"qwen3:8b",\#
        "system_fingerprint":"fp_ollama","choices":[],"usage":{"prompt_tokens":150,"completion_tokens":40,\#
        "total_tokens":190}}
        """#,
        "[DONE]",
        notes: [
            "model: qwen3:8b", "reasoning: Two.", #"call 0 call_a weather: {"city":"Bern"}"#,
            #"call 1 call_b weather: {"city":"Rome"}"#, "finish: tool_calls", "usage: 150 in, 40 out",
        ]
    )

    private static let llamaCPP = Recording(
        "llama.cpp",
        body: """
            data: {"choices":[{"finish_reason":null,"index":1,"delta":{"role":"assistant","content":null}}],\
            "created":1760000006,"id":"chatcmpl-7","model":"gpt-3.5-turbo","system_fingerprint":"b11434",\
            "object":"chat.completion.chunk","prompt_progress":{"total":9,"cache":0,"processed":9,"time_ms":5}}

            :

            data: {"choices":[{"finish_reason":null,"index":1,"delta":{"content":"B"}}],"created":1760000006,\
            "id":"chatcmpl-7","model":"gpt-3.5-turbo","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"A"}}],"created":1760000006,\
            "id":"chatcmpl-7","model":"gpt-3.5-turbo","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":"stop","index":1,"delta":{}}],"created":1760000006,"id":"chatcmpl-7",\
            "model":"gpt-3.5-turbo","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":"length","index":0,"delta":{}}],"created":1760000006,\
            "id":"chatcmpl-7","model":"gpt-3.5-turbo","object":"chat.completion.chunk"}

            data: {"choices":[],"created":1760000006,"id":"chatcmpl-7","model":"gpt-3.5-turbo",\
            "object":"chat.completion.chunk","usage":{"completion_tokens":2,"prompt_tokens":9,"total_tokens":11,\
            "prompt_tokens_details":{"cached_tokens":0}},"timings":{"cache_n":0,"prompt_n":9,"prompt_ms":5.1,\
            "predicted_n":2,"predicted_per_second":113.2}}

            data: [DONE]


            """,
        [
            "model: gpt-3.5-turbo", "text[1]: B", "text: A", "finish[1]: stop", "finish: length",
            "usage: 9 in, 2 out, 0 cached",
        ]
    )

    private static let groq = Recording(
        "Groq",
        events: #"""
            {"id":"chatcmpl-8","object":"chat.completion.chunk","created":1760000007,\#
            "model":"llama-3.3-70b-versatile","system_fingerprint":"fp_8","choices":[{"index":0,\#
            "delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"x_groq":{"id":"req_01"}}
            """#,
        #"""
        {"id":"chatcmpl-8","object":"chat.completion.chunk","created":1760000007,\#
        "model":"llama-3.3-70b-versatile","choices":[{"index":0,"delta":{"content":"Fast"},"logprobs":null,\#
        "finish_reason":null}]}
        """#,
        #"""
        {"id":"chatcmpl-8","object":"chat.completion.chunk","created":1760000007,\#
        "model":"llama-3.3-70b-versatile","choices":[{"index":0,"delta":{},"logprobs":null,\#
        "finish_reason":"stop"}],"x_groq":{"id":"req_01","usage":{"queue_time":0.05,"prompt_tokens":37,\#
        "prompt_time":0.002,"completion_tokens":2,"completion_time":0.007,"total_tokens":39,"total_time":0.009}}}
        """#,
        "[DONE]",
        notes: ["model: llama-3.3-70b-versatile", "text: Fast", "finish: stop", "usage: 37 in, 2 out"]
    )

    private static let mistral = Recording(
        "Mistral",
        events: #"""
            {"id":"9","object":"chat.completion.chunk","created":1760000008,"model":"magistral-medium-latest",\#
            "choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"p":"abcd"}
            """#,
        #"""
        {"id":"9","object":"chat.completion.chunk","created":1760000008,"model":"magistral-medium-latest",\#
        "choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text",\#
        "text":"Why?"}]}]},"finish_reason":null}],"p":"a"}
        """#,
        #"""
        {"id":"9","object":"chat.completion.chunk","created":1760000008,"model":"magistral-medium-latest",\#
        "choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Because "}]},"finish_reason":null}]}
        """#,
        #"""
        {"id":"9","object":"chat.completion.chunk","created":1760000008,"model":"magistral-medium-latest",\#
        "choices":[{"index":0,"delta":{"content":"so."},"finish_reason":null}]}
        """#,
        #"""
        {"id":"9","object":"chat.completion.chunk","created":1760000008,"model":"magistral-medium-latest",\#
        "choices":[{"index":0,"delta":{"content":"","tool_calls":[{"id":"aB3","function":{"name":"one",\#
        "arguments":"{}"}},{"id":"cD4","function":{"name":"two","arguments":{"x":[1,2]}}}]},\#
        "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"total_tokens":32,"completion_tokens":22}}
        """#,
        "[DONE]",
        notes: [
            "model: magistral-medium-latest", "reasoning: Why?", "text: Because ", "text: so.", "call 0 aB3 one: {}",
            #"call 1 cD4 two: {"x":[1,2]}"#, "finish: tool_calls", "usage: 10 in, 22 out",
        ]
    )

    private static let gemini = Recording(
        "Gemini",
        events: #"""
            {"choices":[{"delta":{"content":"Let me look.","role":"assistant"},"index":0}],"created":1760000009,\#
            "id":"g10","model":"gemini-2.5-flash","object":"chat.completion.chunk",\#
            "usage":{"completion_tokens":4,"prompt_tokens":21,"total_tokens":60}}
            """#,
        #"""
        {"choices":[{"delta":{"role":"assistant",\#
        "tool_calls":[{"extra_content":{"google":{"thought_signature":"CikB"}},\#
        "function":{"arguments":"{\"q\":\"a\"}","name":"search"},"id":"function-call-1",\#
        "type":"function"}]},"index":0}],"created":1760000009,"id":"g10","model":"gemini-2.5-flash",\#
        "object":"chat.completion.chunk","usage":{"completion_tokens":4,"prompt_tokens":21,"total_tokens":60}}
        """#,
        #"""
        {"choices":[{"delta":{"role":"assistant","tool_calls":[{"function":{"arguments":"{\"q\":\"b\"}",\#
        "name":"search"},"id":"function-call-2","type":"function"}]},"finish_reason":"stop","index":0}],\#
        "created":1760000009,"id":"g10","model":"gemini-2.5-flash","object":"chat.completion.chunk",\#
        "usage":{"completion_tokens":31,"prompt_tokens":21,"total_tokens":87}}
        """#,
        "[DONE]",
        notes: [
            "model: gemini-2.5-flash", "text: Let me look.", "usage: 21 in, 4 out",
            #"call 0 function-call-1 search: {"q":"a"}"#, #"call 1 function-call-2 search: {"q":"b"}"#, "finish: stop",
            "usage: 21 in, 31 out",
        ]
    )
}
