// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Tokens as models send them: short, over 15 bytes, and of several bytes a character.
enum Text {
    static let pieces = ["a", " water", "héllo", " a rather long token piece", "x", "🎉", " the", " sparkling"]
}

extension Duration {
    /// The duration in nanoseconds.
    var nanoseconds: Double { Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9 }
}
