// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Recording {
    /// Answers of Ollama's own interface.
    static let ollamaNative = ollamaAnswers + ollamaErrors

    private init(ollama name: String, _ lines: String..., notes: [String], error: String? = nil) {
        self.init(name, body: lines.joined(separator: "\n"), notes, error: error)
        wire = .ollama
    }

    private static let ollamaAnswers = [
        Recording(
            ollama: "thinking and text",
            #"{"model":"qwen3:4b","created_at":"2026-11-01T10:00:00Z","message":{"role":"assistant","content":"","thinking":"Hm"},"done":false}"#,
            #"{"model":"qwen3:4b","message":{"role":"assistant","content":"","thinking":"."},"done":false}"#,
            #"{"model":"qwen3:4b","message":{"role":"assistant","content":"Sparkling \ud83d\udca7"},"done":false}"#,
            #"{"model":"qwen3:4b","message":{"role":"assistant","content":" é\n"},"done":false}"#,
            #"""
            {"model":"qwen3:4b","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,\#
            "total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000,\#
            "eval_count":282,"eval_duration":4535599000}
            """#,
            "",
            notes: [
                "model: qwen3:4b", "reasoning: Hm", "reasoning: .", "text: Sparkling 💧", "text:  é\n", "finish: stop",
                "usage: 26 in, 282 out",
            ]
        ),
        Recording(
            ollama: "calls of one function, without ids, in one line and in two",
            #"""
            {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f",\#
            "arguments":{"city":"Z\u00fcrich"}}},{"function":{"index":1,"name":"f","arguments":{}}}]},"done":false}
            """#,
            #"{"model":"m","message":{"tool_calls":[{"id":"call_7","function":{"name":"f","arguments":"{}"}}]}}"#,
            #"{"model":"m","message":{"content":""},"done":true,"done_reason":"stop","eval_count":5}"#,
            notes: [
                "model: m", #"call 0  f: {"city":"Z\u00fcrich"}"#, "call 1  f: {}", "call 2 call_7 f: {}",
                "finish: tool_calls", "usage: -1 in, 5 out",
            ]
        ),
        Recording(
            ollama: "halves of characters over two lines, an empty line, and members of later days",
            #"{"message":{"content":"a\ud83d","dreams":[[{}]]},"new":{"done":true}}"#,
            "",
            #"{"message":{"content":"\udca7"},"done":null,"error":null}"# + "\r",
            #"{"message":null,"done":true,"done_reason":"length"}"#,
            notes: ["text: a", "text: 💧", "finish: length"]
        ),
        Recording(
            ollama: "an end without a reason, and more after it",
            #"{"message":{"content":"a"},"done":false}{"message":{"content":"b\ud83d"},"done":true}"#,
            #"{"message":{"content":"too late"},"done":false}"#,
            notes: ["text: a", "text: b", "text: \u{FFFD}", "finish: stop"]
        ),
        Recording(
            ollama: "an answer that is not streamed",
            #"{"model":"m","message":{"role":"assistant","content":"Yes."},"done":true,"done_reason":"stop"}"#,
            notes: ["model: m", "text: Yes.", "finish: stop"]
        ),
        Recording(
            "lines that a gateway made events of",
            events: #"{"message":{"content":"a"},"done":false}"#,
            #"{"done":true}"#,
            notes: ["text: a", "finish: stop"]
        ).on(.ollama),
    ]

    private static let ollamaErrors = [
        Recording(
            ollama: "an error after some text",
            #"{"message":{"content":"Bub"},"done":false}"#,
            #"{"error":"an error was encountered while running the model: unexpected EOF"}"#,
            notes: ["text: Bub"],
            error: "model: an error was encountered while running the model: unexpected EOF"
        ),
        Recording(
            ollama: "a stream that stops after a line",
            #"{"message":{"content":"Bub"},"done":false}"#,
            "",
            notes: ["text: Bub"],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            ollama: "a stream that stops within a line",
            #"{"message":{"content":"Bub"},"done":false}"#,
            #"{"message":{"content":"bl"#,
            notes: ["text: Bub"],
            error: "truncated: The stream ended before the answer was complete."
        ),
        Recording(
            ollama: "a line that is no JSON",
            #"{"message":{"content":"Bub"}}"#,
            "Killed",
            "",
            notes: ["text: Bub"],
            error: "invalidResponse: A part of the answer is no valid JSON (at byte 0 of 6)."
        ),
        Recording(ollama: "nothing", notes: [], error: "truncated: The stream ended before the answer was complete."),
    ]
}
