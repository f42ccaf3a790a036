// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One thing to be written to a transcript.
enum RecordOperation {
    /// A run began, with its input.
    case start(RunRecord)
    /// A lane of a run has its first piece.
    case lane(RunRecord, number: Int, RunRecord.LaneKey)
    /// Pieces came.
    case segment(RunRecord, Segment)
    /// Something else happened.
    case event(RunRecord, RecordedOccurrence)
    /// A run is over. Nothing follows of it.
    case end(RunRecord, CallbackEvent)

    var run: RunRecord {
        switch self {
        case .start(let run), .lane(let run, _, _), .segment(let run, _), .event(let run, _), .end(let run, _): run
        }
    }

    /// Whether it is to be on the disk before the next is written.
    var isDurable: Bool {
        switch self {
        case .start, .end: true
        default: false
        }
    }

    var isEnd: Bool { if case .end = self { true } else { false } }

    /// About how much memory it takes while it waits.
    var size: Int {
        switch self {
        case .segment(_, let segment): segment.text.count + segment.timing.count + 64
        case .event(_, let occurrence): occurrence.data.utf8.count + 64
        default: 64
        }
    }
}

/// An event that is no piece, start or end, in the words of JSON Lines.
struct RecordedOccurrence {
    let sequence: Int
    let microseconds: Int64
    let name: String
    let data: String
}

extension RecordedOccurrence {
    init?(_ event: CallbackEvent) {
        guard let (name, data) = event.kind.recorded else { return nil }
        self.init(
            sequence: event.sequence,
            microseconds: event.nanosecondsSinceStart / 1000,
            name: name,
            data: data.json
        )
    }
}
