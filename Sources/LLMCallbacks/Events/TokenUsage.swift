// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How many tokens a run used, and who says so.
///
/// The totals include the parts: ``inputTokens`` includes the cached ones and ``outputTokens`` the reasoning ones. A part
/// that is `nil` was not told; that is not the same as 0.
public struct TokenUsage: Sendable, Hashable {
    /// Tokens of the prompt.
    public var inputTokens: Int
    /// Tokens that the model wrote.
    public var outputTokens: Int
    /// The part of the input that came from the provider's cache.
    public var cachedInputTokens: Int?
    /// The part of the output that was reasoning.
    public var reasoningTokens: Int?
    /// Where the numbers come from.
    public var source: Source

    /// Creates a usage record.
    public init(
        inputTokens: Int,
        outputTokens: Int,
        cachedInputTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        source: Source = .reported
    ) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cachedInputTokens = cachedInputTokens
        self.reasoningTokens = reasoningTokens
        self.source = source
    }

    /// Who counted. The raw values are those of `usage.source` in JSON Lines.
    @nonexhaustive
    public enum Source: String, Sendable, Hashable {
        /// The server said so.
        case reported
        /// Counted here with the model's own tokenizer.
        case counted
        /// Guessed from what arrived.
        case estimated
    }
}
