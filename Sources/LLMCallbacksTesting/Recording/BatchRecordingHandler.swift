// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Keeps every event that it hears, in the batches in which they came.
public final class BatchRecordingHandler: BatchCallbackHandler, EventRecorder {
    /// What it heard.
    public let log = EventLog()
    private let sizes = Watched<[Int]>([])
    private let gate: Gate

    /// Creates a recorder that has heard nothing.
    ///
    /// - Parameter gate: Where it stands, at each batch and before it keeps it, until you open the gate. Deaf to
    ///   cancellation.
    public init(waitingAt gate: Gate = Gate(isOpen: true)) { self.gate = gate }

    /// How many events came with each call.
    public var batchSizes: [Int] { sizes.state }

    /// Keeps a batch.
    public func handle(_ events: [CallbackEvent]) async {
        await gate.wait()
        sizes.update { $0.append(events.count) }
        log.append(contentsOf: events)
    }
}
