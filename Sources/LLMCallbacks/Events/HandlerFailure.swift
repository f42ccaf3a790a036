// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One handler's fault: told to the other handlers of the run, and to the caller in the run's result.
public struct HandlerFailure: Sendable {
    /// The label of the handler's registration.
    public var label: String
    /// The sequence number of the event that it failed at.
    public var sequence: Int
    /// How it failed.
    public var cause: Cause
    /// Whether its policy took it off: it gets no further event.
    public var isDetached: Bool

    package init(label: String, sequence: Int, cause: Cause, isDetached: Bool) {
        self.label = label
        self.sequence = sequence
        self.cause = cause
        self.isDetached = isDetached
    }

    /// How a handler can fail.
    @nonexhaustive
    public enum Cause: Sendable {
        /// It threw.
        case threw(any Error)
        /// It was still at work when its deadline had passed.
        case missedDeadline(Duration)
        /// It had not taken the terminal event when the run's grace period was over.
        case missedEnd(Duration)
    }
}

extension HandlerFailure: CustomStringConvertible {
    /// One line: who failed, at which event, how.
    public var description: String {
        let detached = isDetached ? "; detached" : ""
        return "\(label) at event \(sequence): \(cause)\(detached)"
    }
}

extension HandlerFailure.Cause: CustomStringConvertible {
    /// How it failed, in words.
    public var description: String {
        switch self {
        case .threw(let error): "\(error)"
        case .missedDeadline(let limit): "still at work after its deadline of \(limit)"
        case .missedEnd(let grace): "had not taken the end of the run after \(grace)"
        }
    }
}
