// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Keeps every event that it hears, behind a queue. It counts calls that overlap: there should never be any.
public final class AsyncRecordingHandler: AsyncCallbackHandler, EventRecorder {
    /// What it heard.
    public let log = EventLog()
    private let calls = Watched(Calls())
    private let gate: Gate

    private struct Calls {
        var underWay = 0
        var overlaps = 0
    }

    /// Creates a recorder that has heard nothing.
    ///
    /// - Parameter gate: Where it stands, at each event and before it keeps it, until you open the gate: a handler as slow
    ///   as you like. Deaf to cancellation.
    public init(waitingAt gate: Gate = Gate(isOpen: true)) { self.gate = gate }

    /// How many calls came while another was under way. More than none is a fault of whoever calls.
    public var overlapCount: Int { calls.state.overlaps }

    /// Keeps an event.
    public func handle(_ event: CallbackEvent) async {
        calls.update { calls in
            calls.underWay += 1
            if calls.underWay > 1 { calls.overlaps += 1 }
        }
        await gate.wait()
        log.append(event)
        calls.update { $0.underWay -= 1 }
    }
}
