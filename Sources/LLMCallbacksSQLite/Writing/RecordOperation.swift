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
}

/// An event that is no piece, start or end, in the words of JSON Lines.
struct RecordedOccurrence {
    let sequence: Int
    let microseconds: Int64
    let name: String
    let data: String
}
