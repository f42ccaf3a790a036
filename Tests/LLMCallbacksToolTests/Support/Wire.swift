// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Events as an OpenAI-compatible server sends them.
enum Wire {
    /// A piece of the answer's text.
    static func text(_ text: String) -> String { delta(#"{"content":"\#(text)"}"#) }

    /// Any other change of the first choice.
    static func delta(_ delta: String) -> String {
        #"{"id":"1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":\#(delta),"finish_reason":null}]}"#
    }

    /// The end of the first choice.
    static let stop =
        #"{"id":"1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#

    /// The server's counts.
    static let usage =
        #"{"id":"1","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46}}"#
}
