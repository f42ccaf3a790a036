// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Why an expression cannot be a rule.
public struct RedactionError: Error, Sendable, Hashable {
    /// What kind of fault this is.
    public var code: Code
    /// One readable sentence.
    public var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The kinds of fault.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// It breaks the rules of ``RedactionRule/expression(_:named:)``.
        case invalidExpression
        /// It would match where there is nothing.
        case matchesNothing
        /// It has more places than a rule may have.
        case tooLarge
        /// How far it goes could remain open for ever.
        case undecidable
    }
}

extension RedactionError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
