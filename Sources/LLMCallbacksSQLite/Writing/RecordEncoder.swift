// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns what was gathered into what is to be written: pieces of one run that came together become one segment.
struct RecordEncoder {
    /// The title of a run that starts.
    private let title: (RunContext) -> RunTitle?
    private var runs: [ObjectIdentifier: RunRecord] = [:]
    private var operations: [RecordOperation] = []
    /// Runs with pieces in no segment yet.
    private var open: [RunRecord] = []

    init(title: @escaping (RunContext) -> RunTitle? = { _ in nil }) { self.title = title }

    /// The runs whose end is among what is to be written.
    var ended: [ObjectIdentifier] {
        operations.compactMap { operation in
            if case .end(let run, _) = operation { ObjectIdentifier(run.context) } else { nil }
        }
    }

    /// Takes what is to be written, in order.
    mutating func takeOperations() -> [RecordOperation] {
        defer { operations.removeAll(keepingCapacity: true) }
        return operations
    }

    mutating func encode(_ batch: RecordingBuffer.Batch) {
        var offset = 0
        for (run, count) in batch.lost { runs[run]?.lost += count }
        for entry in batch.entries {
            if entry.length < 0 {
                encode(batch.others[Int(-entry.length) - 1])
            } else {
                let end = offset + Int(entry.length)
                if let run = runs[entry.run] {
                    begin(run)
                    add(run.append(batch.bytes[offset..<end], entry), of: run)
                }
                offset = end
            }
        }
        for run in open { endSegment(of: run) }
        open.removeAll(keepingCapacity: true)
    }

    /// Takes an event by itself. Its text joins the stretch that is open, until the next batch ends that.
    mutating func encode(_ event: CallbackEvent) {
        let run = record(of: event)
        switch event.kind {
        case .started: break
        case .token(let token):
            begin(run)
            add(run.append(token, of: event, isReplacement: false), of: run)
        case .replaced(let token):
            begin(run)
            add(run.append(token, of: event, isReplacement: true), of: run)
        case .ended, .failed, .cancelled:
            endSegment(of: run)
            operations.append(.end(run, event))
            runs[ObjectIdentifier(event.run)] = nil
        default:
            guard let occurrence = RecordedOccurrence(event) else { return }
            run.skip(event.sequence)
            operations.append(.event(run, occurrence))
        }
    }

    /// The run of an event; begun if it is new.
    private mutating func record(of event: CallbackEvent) -> RunRecord {
        if let run = runs[ObjectIdentifier(event.run)] { return run }
        var input: RunInput?
        if case .started(let start) = event.kind { input = start.input }
        let run = RunRecord(event.run, input: input, title: title(event.run))
        runs[ObjectIdentifier(event.run)] = run
        operations.append(.start(run))
        return run
    }

    private mutating func begin(_ run: RunRecord) {
        if run.timing.isEmpty { open.append(run) }
    }

    private mutating func add(_ lane: (number: Int, key: RunRecord.LaneKey)?, of run: RunRecord) {
        if let lane { operations.append(.lane(run, number: lane.number, lane.key)) }
    }

    private mutating func endSegment(of run: RunRecord) {
        if let segment = run.takeSegment() { operations.append(.segment(run, segment)) }
    }
}
