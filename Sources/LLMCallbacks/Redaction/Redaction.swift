// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Rules for what handlers are not to see, ready to be used many times. See ``Callback/redacting(_:)``.
public struct Redaction: Sendable {
    /// The rules. Where matches of several begin together, the first gives its name.
    public let rules: [RedactionRule]
    private let automaton: RedactionAutomaton

    /// Prepares rules: some milliseconds where there are many.
    public init(_ rules: [RedactionRule]) {
        self.rules = rules
        automaton = RedactionAutomaton(rules)
    }

    /// A text as handlers are to see it.
    public func redacted(_ text: String) -> String {
        var scanner = scanner
        let start = scanner.take(text)
        return scanner.holdsBack ? start + scanner.finish() : start
    }

    /// What goes through a text that comes in pieces.
    var scanner: RedactionScanner { RedactionScanner(automaton) }
}
