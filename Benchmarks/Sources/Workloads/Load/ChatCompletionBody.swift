// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

/// The body of a Chat Completions stream: a chunk of about 300 bytes for each token of a load, as OpenAI's servers send them.
struct ChatCompletionBody: Sendable {
    /// The tokens that it holds.
    let load: TokenLoad
    /// The events, each with its empty line; then the finish reason and `[DONE]`.
    let events: [[UInt8]]

    init(rounds: Int) {
        load = TokenLoad(rounds: rounds)
        let round = load.pieces.map { Self.event(delta: #"{"content":"\#(Self.escaped($0))"}"#, finish: "null") }
        events =
            (0..<rounds).flatMap { _ in round }
            + [Self.event(delta: "{}", finish: #""stop""#), Array("data: [DONE]\n\n".utf8)]
    }

    /// A stream of one chunk only, whose token has so many bytes.
    static func oneEvent(textBytes: Int) -> [UInt8] {
        let text = String(repeating: "word ", count: textBytes / 5 + 1).utf8.prefix(textBytes)
        return event(delta: #"{"content":"\#(String(decoding: text, as: UTF8.self))"}"#, finish: #""stop""#)
            + Array("data: [DONE]\n\n".utf8)
    }

    /// All of it.
    var bytes: [UInt8] { Array(events.joined()) }

    private static func event(delta: String, finish: String) -> [UInt8] {
        Array(
            """
            data: {"id":"chatcmpl-BgNvGmPDz1WZ2fTb3qXsYkHrLuEac","object":"chat.completion.chunk","created":1749639600,\
            "model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":"fp_51e1070cf2",\
            "choices":[{"index":0,"delta":\(delta),"logprobs":null,"finish_reason":\(finish)}],\
            "obfuscation":"aJ4k"}


            """.utf8
        )
    }

    /// The text as JSON holds it; the load has none of the characters that would need more.
    private static func escaped(_ text: String) -> String {
        text.map { $0 == "\n" ? #"\n"# : String($0) }.joined()
    }
}
