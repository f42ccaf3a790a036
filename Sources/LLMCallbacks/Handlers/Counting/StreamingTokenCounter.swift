// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Counts the tokens of a text while it arrives.
///
/// After every piece ``count`` is the number of tokens of all the text so far, as if it ended there, wherever the pieces were
/// cut. A count that only ever rises is ``lowerBound``. Copies count on independently of each other.
public protocol StreamingTokenCounter: Sendable {
    /// Takes in the next piece of the text; empty ones change nothing.
    mutating func append(_ text: String)

    /// The tokens of the text so far, as if it ended here. May fall when more text comes: `toke` is two tokens, `token` one.
    var count: Int { get }

    /// What ``count`` cannot fall below any more, whatever text comes. Never falls, and never exceeds ``count``.
    var lowerBound: Int { get }
}
