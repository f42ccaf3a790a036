// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a rule looks for.
struct Pattern: Sendable {
    var node: PatternNode
    /// Whether it begins only where no letter, digit or underscore of ASCII stands before it.
    var beginsWord = false
}
