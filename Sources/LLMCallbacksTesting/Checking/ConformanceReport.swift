// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What was tried, when all of it went well.
public struct ConformanceReport: Sendable, CustomStringConvertible {
    /// The scenarios, in the order in which they were tried.
    public let scenarios: [String]

    /// One line: how many, and which.
    public var description: String { "\(scenarios.count) scenarios passed: \(scenarios.joined(separator: ", "))" }
}
