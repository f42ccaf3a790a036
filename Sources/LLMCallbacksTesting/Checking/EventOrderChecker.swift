// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks
import Synchronization

/// Checks that the events it hears keep the run contract, and says in words where they do not.
///
/// Register it next to your own handlers, for all events, or give it a list of events that you kept:
///
/// ```swift
/// let order = EventOrderChecker()
/// try await model.generate("Hello", callbacks: [.handler(order)])
/// try order.verify()
/// ```
///
/// It checks: one start, first, numbered 0; numbers that rise and times that do not fall; one terminal event, last; a
/// parent's terminal event after those of its nested runs; a result whose text and token count are those of the tokens.
public final class EventOrderChecker: CallbackHandler {
    private let order = Mutex(EventOrder())

    /// Creates a checker that has heard nothing.
    public init() {}

    /// Checks an event.
    public func handle(_ event: CallbackEvent) { order.withLock { $0.note(event) } }

    /// What was wrong so far, in the order in which it showed. Runs that are not over are not wrong yet.
    public var violations: [OrderViolation] { order.withLock { $0.violations } }

    /// To be called when all runs should be over.
    ///
    /// - Throws: A ``ConformanceFailure`` if anything was wrong, or a run has no terminal event.
    public func verify() throws {
        let problems = order.withLock { $0.finalViolations }
        guard !problems.isEmpty else { return }
        throw ConformanceFailure(problems: problems.map { .init(scenario: "order of events", message: "\($0)") })
    }

    /// What is wrong with a complete list of events, of one run or several, as one handler heard them.
    public static func violations(in events: some Sequence<CallbackEvent>) -> [OrderViolation] {
        var order = EventOrder()
        for event in events { order.note(event) }
        return order.finalViolations
    }
}
