// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// An async handler that keeps each event and then is wrong at those you choose.
///
/// ```swift
/// let stuck = AsyncFaultyHandler(.hanging(until: gate), at: .started)
/// ```
public final class AsyncFaultyHandler: AsyncCallbackHandler, EventRecorder {
    /// What it heard, faults included.
    public let log = EventLog()
    private let trigger: FaultTrigger

    /// Creates a handler that is wrong at every event of these kinds; at every event if you name none.
    public convenience init(_ fault: Fault = .throwing(InjectedFault()), at kinds: EventKind...) {
        self.init(fault) { kinds.isEmpty || kinds.contains($0.eventKind) }
    }

    /// Creates a handler that is wrong at the events that you choose.
    public init(_ fault: Fault, where isMet: @escaping @Sendable (CallbackEvent) -> Bool) {
        trigger = FaultTrigger(fault: fault, isMet: isMet)
    }

    /// Keeps an event, and then is wrong or not.
    public func handle(_ event: CallbackEvent) async throws {
        log.append(event)
        try await trigger.fire(at: event)
    }
}
