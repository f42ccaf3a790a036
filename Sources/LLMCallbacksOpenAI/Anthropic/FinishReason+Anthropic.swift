// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension FinishReason {
    /// The reason that Anthropic's word stands for; a word without a counterpart is kept as it is.
    /// https://docs.anthropic.com/en/api/handling-stop-reasons
    init(anthropic word: String) {
        switch word {
        case "end_turn", "stop_sequence": self = .stop
        case "max_tokens", "model_context_window_exceeded": self = .length
        case "tool_use": self = .toolCalls
        case "refusal": self = .contentFilter
        default: self.init(rawValue: word)
        }
    }
}
