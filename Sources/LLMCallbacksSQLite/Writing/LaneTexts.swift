// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The texts of a run's lanes, put together from pieces in order of arrival.
struct LaneTexts {
    struct Lane {
        var text: [UInt8] = []
        /// Bytes at its beginning that the model took back.
        var replaced = 0
        var call: ChunkRecord.Call?
    }

    private(set) var lanes: [Int: Lane] = [:]
    private(set) var chunkCount = 0
    /// When the first piece came that was not empty.
    private(set) var firstMicroseconds: Int64?
    // Numbers are of no concern here, so those of other events are not, either.
    private var unpacker = ChunkUnpacker(others: [])

    /// Begins with lanes that are together already.
    mutating func restore(_ texts: [Int: [UInt8]], timing: [UInt8]) throws(ChunkUnpacker.Fault) {
        for record in try unpacker.unpack(timing) {
            guard let text = texts[record.lane],
                record.length <= text.count - lanes[record.lane, default: Lane()].text.count
            else { throw ChunkUnpacker.Fault() }
            let start = lanes[record.lane, default: Lane()].text.count
            append(text[start..<start + record.length], record)
        }
    }

    /// Adds the pieces of a segment.
    mutating func append(_ segment: Segment) throws(ChunkUnpacker.Fault) {
        var offset = 0
        for record in try unpacker.unpack(segment.timing) {
            guard record.length <= segment.text.count - offset else { throw ChunkUnpacker.Fault() }
            append(segment.text[offset..<offset + record.length], record)
            offset += record.length
        }
    }

    /// How long all texts are together.
    var byteCount: Int { lanes.values.reduce(0) { $0 + $1.text.count } }

    /// Gives up the texts, and goes on counting pieces.
    mutating func forgetTexts() { lanes = [:] }

    private mutating func append(_ bytes: ArraySlice<UInt8>, _ record: ChunkRecord) {
        chunkCount += 1
        if firstMicroseconds == nil, !bytes.isEmpty { firstMicroseconds = record.microseconds }
        if record.isReplacement { lanes[record.lane, default: Lane()].replaced = lanes[record.lane]?.text.count ?? 0 }
        lanes[record.lane, default: Lane()].text.append(contentsOf: bytes)
        guard let call = record.call else { return }
        let known = lanes[record.lane]?.call
        lanes[record.lane]?.call = ChunkRecord.Call(
            id: known.map(\.id).flatMap { $0.isEmpty ? nil : $0 } ?? call.id,
            name: known.map(\.name).flatMap { $0.isEmpty ? nil : $0 } ?? call.name
        )
    }
}
