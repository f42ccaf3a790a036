// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// What a real server of llama.cpp's, of November 2026, sent at `/v1/responses`, byte for byte: its model
    /// thinks, answers and calls a tool twice.
    static let llamaServerResponses = Recording(
        "Responses of a real llama.cpp server",
        body: #"""
            event: response.created
            data: {"type":"response.created","response":{"id":"resp_YWAaCiVlHrQrWsQSyJ535UHMAL7SWU38","object":"resp\#
            onse","status":"in_progress"}}

            event: response.in_progress
            data: {"type":"response.in_progress","response":{"id":"resp_YWAaCiVlHrQrWsQSyJ535UHMAL7SWU38","object":"\#
            response","status":"in_progress"}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","item":{"id":"rs_YKy0jtJe63e1h0t3w937j3wUk8gHc3xe","summary":\#
            [],"type":"reasoning","content":[],"encrypted_content":"","status":"in_progress"}}

            event: response.reasoning_text.delta
            data: {"type":"response.reasoning_text.delta","delta":"Let me","item_id":"rs_YKy0jtJe63e1h0t3w937j3wUk8g\#
            Hc3xe"}

            event: response.reasoning_text.delta
            data: {"type":"response.reasoning_text.delta","delta":" think","item_id":"rs_YKy0jtJe63e1h0t3w937j3wUk8g\#
            Hc3xe"}

            event: response.reasoning_text.delta
            data: {"type":"response.reasoning_text.delta","delta":" 水","item_id":"rs_YKy0jtJe63e1h0t3w937j3wUk8gHc3x\#
            e"}

            event: response.reasoning_text.delta
            data: {"type":"response.reasoning_text.delta","delta":"😀","item_id":"rs_YKy0jtJe63e1h0t3w937j3wUk8gHc3xe"}

            event: response.reasoning_text.delta
            data: {"type":"response.reasoning_text.delta","delta":".\nDone","item_id":"rs_YKy0jtJe63e1h0t3w937j3wUk8\#
            gHc3xe"}

            event: response.output_item.added
            data: {"type":"response.output_item.added","item":{"content":[],"id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5C\#
            Oo","role":"assistant","status":"in_progress","type":"message"}}

            event: response.content_part.added
            data: {"type":"response.content_part.added","item_id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5COo","part":{"ty\#
            pe":"output_text","text":""}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5COo","delta":"I l\#
            ook"}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5COo","delta":" it\#
             up."}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5COo","delta":" \"\#
            ok\""}

            event: response.output_item.added
            data: {"type":"response.output_item.added","item":{"id":"fc_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ","arguments\#
            ":"","call_id":"call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ","name":"lookup","type":"function_call","status":"\#
            in_progress"}}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":"{","item_id":"fc_pQzzaRAzJuNTE2QqHzgmGIF\#
            X3SQ1mAQJ"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":"\"q\": 1","item_id":"fc_pQzzaRAzJuNTE2Qq\#
            HzgmGIFX3SQ1mAQJ"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":"2, \"s\"","item_id":"fc_pQzzaRAzJuNTE2Qq\#
            HzgmGIFX3SQ1mAQJ"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":": true, \"t\": \"a\\n\\u00fc","item_id":\#
            "fc_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":"ü\"}","item_id":"fc_pQzzaRAzJuNTE2QqHzgm\#
            GIFX3SQ1mAQJ"}

            event: response.output_item.added
            data: {"type":"response.output_item.added","item":{"id":"fc_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr","arguments\#
            ":"","call_id":"call_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr","name":"lookup","type":"function_call","status":"\#
            in_progress"}}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":"{","item_id":"fc_LePPCZdUvfiBgMDCs9gbWvy\#
            oAAKo0kdr"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":"\"q\": 7, \"s\"","item_id":"fc_LePPCZdUv\#
            fiBgMDCs9gbWvyoAAKo0kdr"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","delta":": false, \"t\": \"\"}","item_id":"fc_LeP\#
            PCZdUvfiBgMDCs9gbWvyoAAKo0kdr"}

            event: response.output_item.done
            data: {"type":"response.output_item.done","item":{"id":"rs_YKy0jtJe63e1h0t3w937j3wUk8gHc3xe","summary":[\#
            ],"type":"reasoning","content":[{"text":"Let me think 水😀.\nDone","type":"reasoning_text"}],"encrypted_co\#
            ntent":""}}

            event: response.output_text.done
            data: {"type":"response.output_text.done","item_id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5COo","text":"I loo\#
            k it up. \"ok\""}

            event: response.content_part.done
            data: {"type":"response.content_part.done","item_id":"msg_zEKJS13XQBa0F7kUIRKPsmfZODGc5COo","part":{"typ\#
            e":"output_text","annotations":[],"logprobs":[],"text":"I look it up. \"ok\""}}

            event: response.output_item.done
            data: {"type":"response.output_item.done","item":{"type":"message","status":"completed","id":"msg_zEKJS1\#
            3XQBa0F7kUIRKPsmfZODGc5COo","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"I lo\#
            ok it up. \"ok\""}],"role":"assistant"}}

            event: response.output_item.done
            data: {"type":"response.output_item.done","item":{"id":"fc_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ","type":"fun\#
            ction_call","status":"completed","arguments":"{\"q\": 12, \"s\": true, \"t\": \"a\\n\\u00fcü\"}","call_i\#
            d":"call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ","name":"lookup"}}

            event: response.output_item.done
            data: {"type":"response.output_item.done","item":{"id":"fc_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr","type":"fun\#
            ction_call","status":"completed","arguments":"{\"q\": 7, \"s\": false, \"t\": \"\"}","call_id":"call_LeP\#
            PCZdUvfiBgMDCs9gbWvyoAAKo0kdr","name":"lookup"}}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"resp_YWAaCiVlHrQrWsQSyJ535UHMAL7SWU38","object":"re\#
            sponse","created_at":1795840489,"status":"completed","model":"script","output":[{"id":"rs_YKy0jtJe63e1h0\#
            t3w937j3wUk8gHc3xe","summary":[],"type":"reasoning","content":[{"text":"Let me think 水😀.\nDone","type":"\#
            reasoning_text"}],"encrypted_content":""},{"type":"message","status":"completed","id":"msg_zEKJS13XQBa0F\#
            7kUIRKPsmfZODGc5COo","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"I look it u\#
            p. \"ok\""}],"role":"assistant"},{"id":"fc_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ","type":"function_call","sta\#
            tus":"completed","arguments":"{\"q\": 12, \"s\": true, \"t\": \"a\\n\\u00fcü\"}","call_id":"call_pQzzaRA\#
            zJuNTE2QqHzgmGIFX3SQ1mAQJ","name":"lookup"},{"id":"fc_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr","type":"function\#
            _call","status":"completed","arguments":"{\"q\": 7, \"s\": false, \"t\": \"\"}","call_id":"call_LePPCZdU\#
            vfiBgMDCs9gbWvyoAAKo0kdr","name":"lookup"}],"usage":{"input_tokens":732,"output_tokens":26,"total_tokens\#
            ":758,"input_tokens_details":{"cached_tokens":731}}},"timings":{"cache_n":731,"prompt_n":1,"prompt_ms":2\#
            .534,"prompt_per_token_ms":2.534,"prompt_per_second":394.63299131807423,"predicted_n":26,"predicted_ms":\#
            49.421,"predicted_per_token_ms":1.97684,"predicted_per_second":505.85783371441295}}


            """#,
        [
            "reasoning: Let me", "reasoning:  think", "reasoning:  水", "reasoning: 😀", "reasoning: .\nDone",
            "text: I look", "text:  it up.", "text:  \"ok\"", "call 0 call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ lookup: ",
            "call 0 call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ lookup: {",
            "call 0 call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ lookup: \"q\": 1",
            "call 0 call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ lookup: 2, \"s\"",
            "call 0 call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ lookup: : true, \"t\": \"a\\n\\u00fc",
            "call 0 call_pQzzaRAzJuNTE2QqHzgmGIFX3SQ1mAQJ lookup: ü\"}",
            "call 1 call_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr lookup: ",
            "call 1 call_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr lookup: {",
            "call 1 call_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr lookup: \"q\": 7, \"s\"",
            "call 1 call_LePPCZdUvfiBgMDCs9gbWvyoAAKo0kdr lookup: : false, \"t\": \"\"}", "model: script",
            "usage: 732 in, 26 out, 731 cached", "finish: tool_calls",
        ]
    ).on(.responses)
}
