// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// What an event is about, without its contents: something that tests can compare.
@nonexhaustive
public enum EventKind: String, Sendable, Hashable, CaseIterable {
    /// The run began.
    case started
    /// A piece of the answer.
    case token
    /// Text that was replaced.
    case replaced
    /// A request made again.
    case retrying
    /// A custom event.
    case custom
    /// Another handler's fault.
    case handlerFailed
    /// Events that a full queue dropped.
    case dropped
    /// The run ended.
    case ended
    /// The run failed.
    case failed
    /// The run was cancelled.
    case cancelled

    /// However a run ends.
    public static let terminal: Set<EventKind> = [.ended, .failed, .cancelled]
}

extension CallbackEvent {
    /// What this event is about.
    public var eventKind: EventKind {
        switch kind {
        case .started: .started
        case .token: .token
        case .replaced: .replaced
        case .retrying: .retrying
        case .custom: .custom
        case .handlerFailed: .handlerFailed
        case .dropped: .dropped
        case .ended: .ended
        case .failed: .failed
        case .cancelled: .cancelled
        }
    }
}
