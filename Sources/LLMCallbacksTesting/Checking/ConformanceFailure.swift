// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a handler or a model does that it must not.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// Everything that was found, in the order in which it was found. Never empty.
    public let problems: [Problem]

    /// One thing that is wrong.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// What was going on.
        public let scenario: String
        /// What is wrong, in words.
        public let message: String

        /// The scenario and what is wrong, on one line.
        public var description: String { "\(scenario): \(message)" }
    }

    /// A line a problem.
    public var description: String { problems.map { "\($0)" }.joined(separator: "\n") }
}
