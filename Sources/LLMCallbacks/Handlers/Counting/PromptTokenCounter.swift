// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Counts the tokens of a prompt, before or instead of a provider.
public protocol PromptTokenCounter: Sendable {
    /// How many tokens a model is shown for a request: ``TokenUsage/Source/counted`` where that is exact, else
    /// ``TokenUsage/Source/estimated``; `nil` if nothing is known of the model.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - model: The name that the server uses, with whatever surrounds it.
    func promptTokens(of request: ModelRequest, forModel model: String) -> TokenUsage.Count?

    /// Notes what the provider counted for a request, so that later counts come closer.
    func note(reported tokens: Int, of request: ModelRequest, forModel model: String)
}
