// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a run is a run of. Open: programs have kinds of their own.
public struct RunKind: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name of the kind.
    public var rawValue: String
    /// Names a kind.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Names a kind.
    public init(stringLiteral value: String) { self.rawValue = value }
    /// The name of the kind.
    public var description: String { rawValue }

    /// One call of a model.
    public static let model: RunKind = "model"
    /// A sequence of steps.
    public static let chain: RunKind = "chain"
    /// A tool at work.
    public static let tool: RunKind = "tool"
    /// A search for documents.
    public static let retriever: RunKind = "retriever"
    /// An agent deciding what to do next.
    public static let agent: RunKind = "agent"
}
