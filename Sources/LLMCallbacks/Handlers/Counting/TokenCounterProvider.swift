// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Knows which vocabulary a model writes in, and counts with it.
public protocol TokenCounterProvider: Sendable {
    /// A counter of nothing yet, for one text of the model; `nil` if nothing exact is known of it.
    ///
    /// - Parameter model: The name that the server uses, with whatever surrounds it: `openai/gpt-4o-2024-08-06`,
    ///   `ft:gpt-4o:acme::id`.
    func counter(forModel model: String) -> (any StreamingTokenCounter)?
}
