// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What a model is shown besides the texts of a conversation: each message is wrapped in tokens that nobody writes.
///
/// https://github.com/openai/openai-cookbook, examples/How_to_count_tokens_with_tiktoken.ipynb
struct ChatPromptRule {
    /// Around each message.
    let perMessage: Int
    /// Beside each name; less than nothing where a name takes the place of the role.
    let perName: Int
    /// With which the answer begins.
    let reply: Int
    /// Whether providers count the same for plain texts.
    let isExact: Bool
    /// Whether that holds with names, too.
    let isExactWithNames: Bool

    /// The rule of a model.
    init(_ model: ModelName) {
        let base = model.base
        let isOld = base == "gpt-3.5-turbo-0301"
        perMessage = isOld ? 4 : 3
        perName = isOld ? -1 : 1
        reply = 3
        isExact = Self.families.contains { base == $0 || base.hasPrefix("\($0)-") }
        // Later models of this family were seen to count names otherwise.
        isExactWithNames = isExact && (!base.hasPrefix("gpt-3") || isOld || base.hasSuffix("-0613"))
    }

    /// Chat models that show nothing more. Those that reason have instructions of their maker's before the prompt.
    private static let families = [
        "gpt-4", "gpt-4o", "gpt-4.1", "gpt-4.5", "chatgpt-4o", "gpt-3.5-turbo", "gpt-35-turbo",
    ]

    /// Parameters that leave the prompt as it is.
    private static let harmless: Set<String> = [
        "stream", "stream_options", "user", "seed", "logprobs", "top_logprobs", "logit_bias", "frequency_penalty",
        "presence_penalty", "service_tier", "store", "metadata", "max_completion_tokens", "safety_identifier",
        "prompt_cache_key",
    ]

    /// Whether providers count the same for a request.
    func isExact(for request: ModelRequest) -> Bool {
        isExact && request.parameters.tools.isEmpty
            && request.parameters.extra.keys.allSatisfy(Self.harmless.contains)
            && request.messages.allSatisfy { message in
                [.system, .user, .assistant].contains(message.role) && message.toolCalls.isEmpty
                    && (message.name == nil || isExactWithNames)
            }
    }
}
