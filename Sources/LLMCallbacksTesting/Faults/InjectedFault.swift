// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An error thrown on purpose.
public struct InjectedFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What tells it from others.
    public let name: String

    /// Creates a fault.
    public init(_ name: String = "injected") { self.name = name }

    /// One readable sentence.
    public var description: String { "fault injected by a test: \(name)" }
}
