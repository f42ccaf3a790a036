// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import LLMCallbacks
import Synchronization

/// Writes what a buffer gathers, on a queue of its own: no task of a run ever waits for it, and the cancellation of none
/// reaches it.
final class TranscriptRecorder: @unchecked Sendable {
    // Unchecked: all but `buffer`, `settling` and constants is touched on `queue` alone.

    let buffer: RecordingBuffer
    private let settling = RunSettling()
    private let queue = DispatchQueue(label: "LLMCallbacks.transcript", qos: .utility)
    private let options: TranscriptOptions
    private var store: TranscriptStore
    private var runs: [ObjectIdentifier: RunRecord] = [:]
    /// What is still to be written.
    private var waiting: [RecordOperation] = []
    private var written = RecordingBuffer.Batch()

    init(_ store: TranscriptStore, options: TranscriptOptions) {
        self.store = store
        self.options = options
        buffer = RecordingBuffer(flushBytes: options.flushBytes, maxBytes: options.maxWaitingBytes)
    }

    /// Does what the buffer wants done.
    func meet(_ demand: RecordingBuffer.Demand) {
        switch demand {
        case .flushNow: queue.async { self.flush() }
        case .flushLater:
            let interval = Int(clamping: options.interval.wholeMicroseconds)
            queue.asyncAfter(deadline: .now() + .microseconds(interval)) { self.flush() }
        default: break
        }
    }

    /// Waits until the end of a run is written.
    func settle(_ run: RunContext) async throws { try await settling.wait(for: ObjectIdentifier(run)) }

    /// Writes all that waits, and waits for that.
    func flushAndWait() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.flush()
                continuation.resume()
            }
        }
    }

    private func flush() {
        let batch = buffer.take(leaving: takeWritten())
        encode(batch)
        written = batch
        guard !waiting.isEmpty else { return }
        let isDurable = options.durability == .everyFlush || waiting.contains(where: \.isDurable)
        do {
            try store.apply(waiting, isDurable: isDurable)
            settle(nil)
        } catch {
            settle(error)
        }
        waiting = []
    }

    /// The batch that was written last, for its room; held by nobody else, so that it is not copied.
    private func takeWritten() -> RecordingBuffer.Batch {
        var taken = RecordingBuffer.Batch()
        swap(&taken, &written)
        return taken
    }

    private func settle(_ error: (any Error)?) {
        for case .end(let run, _) in waiting { settling.finish(ObjectIdentifier(run.context), error) }
    }

    /// Turns what was gathered into what is to be written.
    private func encode(_ batch: RecordingBuffer.Batch) {
        var touched: [RunRecord] = []
        var offset = 0
        for entry in batch.entries {
            if entry.length < 0 {
                encode(batch.others[Int(-entry.length) - 1], &touched)
            } else {
                let end = offset + Int(entry.length)
                if let run = runs[entry.run] {
                    if run.timing.isEmpty { touched.append(run) }
                    if let lane = run.append(batch.bytes[offset..<end], entry) {
                        waiting.append(.lane(run, number: lane.number, lane.key))
                    }
                }
                offset = end
            }
        }
        for (run, count) in batch.lost { runs[run]?.lost += count }
        for run in touched { endSegment(of: run) }
    }

    private func endSegment(of run: RunRecord) {
        if let segment = run.takeSegment() { waiting.append(.segment(run, segment)) }
    }

    private func encode(_ event: CallbackEvent, _ touched: inout [RunRecord]) {
        let run = record(of: event)
        switch event.kind {
        case .token(let token): encode(token, of: event, run, isReplacement: false, &touched)
        case .replaced(let token): encode(token, of: event, run, isReplacement: true, &touched)
        case .started: break
        case .ended, .failed, .cancelled:
            endSegment(of: run)
            waiting.append(.end(run, event))
            runs[ObjectIdentifier(event.run)] = nil
        default:
            guard let (name, data) = event.kind.recorded else { return }
            run.skip(event.sequence)
            let occurrence = RecordedOccurrence(
                sequence: event.sequence,
                microseconds: event.nanosecondsSinceStart / 1000,
                name: name,
                data: data.json
            )
            waiting.append(.event(run, occurrence))
        }
    }

    private func encode(
        _ token: TokenDelta,
        of event: CallbackEvent,
        _ run: RunRecord,
        isReplacement: Bool,
        _ touched: inout [RunRecord]
    ) {
        if run.timing.isEmpty { touched.append(run) }
        if let lane = run.append(token, of: event, isReplacement: isReplacement) {
            waiting.append(.lane(run, number: lane.number, lane.key))
        }
    }

    /// The run of an event; begun if it is new.
    private func record(of event: CallbackEvent) -> RunRecord {
        if let run = runs[ObjectIdentifier(event.run)] { return run }
        var input: RunInput?
        if case .started(let start) = event.kind { input = start.input }
        let run = RunRecord(event.run, input: input)
        runs[ObjectIdentifier(event.run)] = run
        waiting.append(.start(run))
        return run
    }
}
