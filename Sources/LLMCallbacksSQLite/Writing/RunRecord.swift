// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One run under way, as its writer knows it.
final class RunRecord {
    let context: RunContext
    /// The id under which it is stored: the run's own, unless that is taken.
    var uid: RunID
    /// What went in; `nil` if the start was not heard.
    let input: RunInput?
    let title: RunTitle?
    private(set) var lanes: [LaneKey] = []
    private var laneNumbers: [LaneKey: Int] = [:]
    private var packer = ChunkPacker()
    /// What came since the last segment.
    private(set) var text: [UInt8] = []
    private(set) var timing: [UInt8] = []
    var lost = 0

    init(_ context: RunContext, input: RunInput?, title: RunTitle?) {
        self.context = context
        uid = context.id
        self.input = input
        self.title = title
    }

    /// A lane of a choice.
    struct LaneKey: Hashable {
        let choice: Int32
        let code: Int32
    }

    /// Adds a piece. Returns its lane if that is new.
    func append(_ bytes: ArraySlice<UInt8>, _ entry: RecordingBuffer.Entry) -> (number: Int, key: LaneKey)? {
        let record = ChunkRecord(
            microseconds: entry.nanoseconds / 1000,
            sequence: Int(entry.sequence),
            lane: 0,
            length: bytes.count
        )
        return append(bytes, record, LaneKey(choice: entry.choice, code: entry.lane))
    }

    /// Adds a piece that says more than its text.
    func append(_ token: TokenDelta, of event: CallbackEvent, isReplacement: Bool) -> (number: Int, key: LaneKey)? {
        let call = token.namesCall ? ChunkRecord.Call(id: token.callID, name: token.callName) : nil
        let record = ChunkRecord(
            microseconds: event.nanosecondsSinceStart / 1000,
            sequence: event.sequence,
            lane: 0,
            length: token.text.utf8.count,
            pieces: token.pieces,
            isReplacement: isReplacement,
            call: call
        )
        let key = LaneKey(choice: Int32(clamping: token.choice), code: token.lane.code)
        return append(Array(token.text.utf8)[...], record, key)
    }

    /// Notes the number of an event that is no piece.
    func skip(_ sequence: Int) { packer.skip(sequence) }

    /// What came since the last segment, and nothing from now on.
    func takeSegment() -> Segment? {
        guard !timing.isEmpty else { return nil }
        defer {
            text.removeAll(keepingCapacity: text.capacity < 1 << 16)
            timing.removeAll(keepingCapacity: true)
        }
        return Segment(text: text, timing: timing)
    }

    private func append(
        _ bytes: ArraySlice<UInt8>,
        _ record: ChunkRecord,
        _ key: LaneKey
    ) -> (number: Int, key: LaneKey)? {
        var record = record
        var new: (Int, LaneKey)?
        if let number = laneNumbers[key] {
            record.lane = number
        } else {
            record.lane = lanes.count
            lanes.append(key)
            laneNumbers[key] = record.lane
            new = (record.lane, key)
        }
        text.append(contentsOf: bytes)
        packer.pack(record, into: &timing)
        return new
    }
}

/// Pieces of one run, in order of arrival: their text, and what is to be said of each.
struct Segment: Sendable {
    var text: [UInt8]
    var timing: [UInt8]
}
