// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Writes the records of one run's pieces, in order: about four bytes each.
///
/// A record is a list of varints: the microseconds since the record before, times four, plus flags; the lane, if it is another
/// than before; extras, if there are any; and the number of bytes of text. The first record counts from the start of the run.
struct ChunkPacker {
    private var microseconds: Int64 = 0
    private var lane = -1
    private var numbering = ChunkNumbering()

    /// Notes that an event which is no piece has this number.
    mutating func skip(_ sequence: Int) { numbering.skip(sequence) }

    /// Appends a record.
    mutating func pack(_ chunk: ChunkRecord, into bytes: inout [UInt8]) {
        let expected = numbering.next()
        let extras = extras(of: chunk, expected: expected)
        let gap = UInt64(max(0, chunk.microseconds - microseconds))
        microseconds = max(microseconds, chunk.microseconds)
        var flags: ChunkRecord.Flags = []
        if chunk.lane != lane { flags.insert(.laneChanges) }
        if !extras.isEmpty { flags.insert(.hasExtras) }
        Varint.append(gap << 2 | flags.rawValue, to: &bytes)
        if chunk.lane != lane {
            lane = chunk.lane
            Varint.append(UInt64(lane), to: &bytes)
        }
        if !extras.isEmpty { pack(extras, of: chunk, expected: expected, into: &bytes) }
        Varint.append(UInt64(chunk.length), to: &bytes)
        numbering.use(chunk.sequence)
    }

    private func extras(of chunk: ChunkRecord, expected: Int) -> ChunkRecord.Extras {
        var extras: ChunkRecord.Extras = []
        if chunk.sequence > expected { extras.insert(.sequenceGap) }
        if chunk.pieces != 1 { extras.insert(.pieces) }
        if chunk.isReplacement { extras.insert(.replacement) }
        if chunk.call != nil { extras.insert(.call) }
        return extras
    }

    private func pack(
        _ extras: ChunkRecord.Extras,
        of chunk: ChunkRecord,
        expected: Int,
        into bytes: inout [UInt8]
    ) {
        Varint.append(extras.rawValue, to: &bytes)
        if extras.contains(.sequenceGap) { Varint.append(UInt64(chunk.sequence - expected), to: &bytes) }
        if extras.contains(.pieces) { Varint.append(UInt64(max(0, chunk.pieces)), to: &bytes) }
        guard let call = chunk.call else { return }
        for text in [call.id, call.name] {
            Varint.append(UInt64(text.utf8.count), to: &bytes)
            bytes.append(contentsOf: text.utf8)
        }
    }
}
