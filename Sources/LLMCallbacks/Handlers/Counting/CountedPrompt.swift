// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A prompt, and how many tokens somebody counted in it.
struct CountedPrompt {
    let request: ModelRequest
    /// `nil` if nothing is known of the model.
    let tokens: TokenUsage.Count?
}
