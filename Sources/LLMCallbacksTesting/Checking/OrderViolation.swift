// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// One way in which the events of a run broke the run contract.
public struct OrderViolation: Sendable, Hashable, CustomStringConvertible {
    /// The run.
    public let run: RunID
    /// The number of the event at which it showed; `nil` if it is about an event that never came.
    public let sequence: Int?
    /// What is wrong, in words.
    public let message: String

    /// The run, the event and what is wrong, on one line.
    public var description: String {
        let place = sequence.map { " at event \($0)" } ?? ""
        return "run \(run)\(place): \(message)"
    }
}
