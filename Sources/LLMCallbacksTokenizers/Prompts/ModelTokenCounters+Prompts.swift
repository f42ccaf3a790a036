// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

extension ModelTokenCounters: PromptTokenCounter {
    /// How many tokens a model is shown for a request: roles, contents and names of messages, calls in them, and tools, with
    /// what is around them.
    ///
    /// ``TokenUsage/Source/counted`` where providers are known to count the same: plain messages to chat models of OpenAI that
    /// do not reason. Everything else is ``TokenUsage/Source/estimated``: within a few tokens for texts, more with tools. Once
    /// a provider has reported a number that differs, counts are corrected by ``calibration``, and are estimates.
    ///
    /// - Returns: `nil` if the model's encoding is not known, or there is no message.
    public func promptTokens(of request: ModelRequest, forModel model: String) -> TokenUsage.Count? {
        guard !request.messages.isEmpty, let encoding = encoding(forModel: model) else { return nil }
        let rule = ChatPromptRule(ModelName(model))
        let count = encoding.count(prompt: request, rule)
        let correction = calibration.correction(of: request, forModel: model)
        let isCorrected = correction.map { $0.offset != 0 || $0.spread != 0 } ?? false
        let isExact = rule.isExact(for: request) && encodings[model] == nil && !isCorrected
        return TokenUsage.Count(count + (correction?.offset ?? 0), isExact ? .counted : .estimated)
    }

    /// Learns from what the provider counted for a request.
    public func note(reported tokens: Int, of request: ModelRequest, forModel model: String) {
        guard let encoding = encoding(forModel: model) else { return }
        let count = encoding.count(prompt: request, ChatPromptRule(ModelName(model)))
        // What a server says may be anything; a usage count holds it within bounds.
        calibration.learn(TokenUsage.Count(tokens).tokens - count, of: request, forModel: model)
    }
}
