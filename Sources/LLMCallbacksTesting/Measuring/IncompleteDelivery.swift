// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A contender lost or changed a token, or their order: its time is worth nothing.
public struct IncompleteDelivery: Error, CustomStringConvertible {
    /// Whose delivery it was.
    public let contender: String
    /// What each consumer should have got.
    public let expected: TokenTally
    /// What the consumers got.
    public let tallies: [TokenTally]

    /// One sentence: who lost what.
    public var description: String {
        guard let wrong = tallies.first(where: { $0 != expected }) else {
            return "\(contender) has \(tallies.count) consumers, which are too few or too many"
        }
        guard wrong.tokens == expected.tokens else {
            return "\(contender) delivered \(wrong.tokens) of \(expected.tokens) tokens to a consumer"
        }
        return "\(contender) delivered \(expected.tokens) tokens to a consumer, but changed them or their order"
    }
}
