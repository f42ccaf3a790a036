// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which runs a registration wants to hear. Asked once a run, when it starts.
public struct RunFilter: Sendable {
    /// The filter in words, for ``CallbackManager/describe(_:kind:callbacks:options:)``.
    public let label: String
    private let matches: @Sendable (RunTraits) -> Bool

    /// Creates a filter of your own.
    public init(_ label: String, _ matches: @escaping @Sendable (RunTraits) -> Bool) {
        self.label = label
        self.matches = matches
    }

    /// Whether the registration wants a run with these traits.
    public func callAsFunction(_ traits: RunTraits) -> Bool { matches(traits) }

    /// Every run.
    public static let all = RunFilter("all runs") { _ in true }
    /// Runs with no parent.
    public static let roots = RunFilter("root runs") { $0.parentID == nil }
    /// Runs of these kinds.
    public static func kinds(_ kinds: RunKind...) -> RunFilter {
        let names = kinds.map(\.rawValue).joined(separator: ", ")
        return RunFilter("runs of kind \(names)") { kinds.contains($0.kind) }
    }
    /// Runs of this name: for a model run the model's.
    public static func named(_ name: String) -> RunFilter {
        RunFilter("runs named \(name)") { $0.name == name }
    }
    /// Runs that carry this tag.
    public static func tagged(_ tag: String) -> RunFilter {
        RunFilter("runs tagged \(tag)") { $0.tags.contains(tag) }
    }
}

/// What is known of a run before it starts, for a ``RunFilter`` to decide by.
public struct RunTraits: Sendable {
    /// What it is a run of.
    public let kind: RunKind
    /// The model's name, or that of the tool, chain, retriever or agent.
    public let name: String
    /// The run around it, if any.
    public let parentID: RunID?
    /// Its labels, those of the runs around it first.
    public let tags: [String]
    /// Its details, with those of the runs around it.
    public let metadata: [String: JSONValue]
}
