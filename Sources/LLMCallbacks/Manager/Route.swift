// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How one handler stands to a run: whether it hears it, through which registration, and why or why not.
public struct Route: Sendable {
    /// The handler's label.
    public var label: String { registration.label }
    /// Where it was registered.
    public let origin: Origin
    /// Whether it hears the run.
    public var isHeard: Bool {
        if case .heard = reason { true } else { false }
    }
    /// Why, or why not.
    public let reason: Reason
    /// What it hears of the run.
    public var events: EventFilter { isHeard ? registration.core.events : [] }
    /// Whether it is called in the emitting task, rather than behind a queue.
    public var isInline: Bool { registration.core.queue == nil }
    let registration: Registration

    /// Where a handler was registered; in the order in which handlers are called.
    @nonexhaustive
    public enum Origin: Sendable, Hashable {
        /// By ``withCallbacks(_:operation:)`` around the code.
        case scope
        /// By the run around this one.
        case parent
        /// By the manager.
        case manager
        /// By the call that starts the run.
        case call
    }

    /// Why a handler hears a run or does not.
    @nonexhaustive
    public enum Reason: Sendable, Hashable {
        /// It is registered, and wants this run.
        case heard
        /// It is the same handler as one further up.
        case duplicate
        /// It does not want this run; with its filter in words.
        case filtered(String)
        /// It was removed, or detached by its policy.
        case inactive
        /// It could not be opened; with the error in words. The run will fail.
        case failedToOpen(String)
    }
}

extension Route: CustomStringConvertible {
    /// One line: the label, where it was registered, how it is reached, and why or why not.
    public var description: String {
        "\(label) (\(origin), \(isInline ? "inline" : "queued")): \(reason)"
    }
}

extension Route.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .heard: "hears the run"
        case .duplicate: "skipped, the same handler stands further up"
        case .filtered(let filter): "skipped, wants \(filter)"
        case .inactive: "skipped, removed or detached"
        case .failedToOpen(let error): "cannot be opened: \(error)"
        }
    }
}
