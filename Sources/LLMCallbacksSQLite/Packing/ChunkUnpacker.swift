// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Reads back what ``ChunkPacker`` wrote.
struct ChunkUnpacker {
    /// The bytes are no records, or end in the middle of one.
    struct Fault: Error {}

    private var microseconds: Int64 = 0
    private var lane = -1
    private var numbering: ChunkNumbering

    /// - Parameter others: The numbers of the run's events that are no pieces.
    init(others: Set<Int>) { numbering = ChunkNumbering(others: others) }

    /// Notes that an event which is no piece has this number.
    mutating func skip(_ sequence: Int) { numbering.skip(sequence) }

    /// Reads all records of a stretch. Stretches of one run are read in order.
    mutating func unpack(_ bytes: [UInt8]) throws(Fault) -> [ChunkRecord] {
        var chunks: [ChunkRecord] = []
        var offset = 0
        while offset < bytes.count { chunks.append(try unpack(bytes, at: &offset)) }
        return chunks
    }

    /// How many records a stretch has, up to where it makes no sense.
    static func count(_ bytes: [UInt8]) -> Int {
        // A first stretch names its lane; any later one goes on with that of the one before.
        var unpacker = ChunkUnpacker(others: [])
        unpacker.lane = 0
        var (count, offset) = (0, 0)
        while offset < bytes.count, (try? unpacker.unpack(bytes, at: &offset)) != nil { count += 1 }
        return count
    }

    private mutating func unpack(_ bytes: [UInt8], at offset: inout Int) throws(Fault) -> ChunkRecord {
        let head = try number(bytes, at: &offset)
        let flags = ChunkRecord.Flags(rawValue: head & 3)
        let (sum, overflow) = microseconds.addingReportingOverflow(Int64(head >> 2))
        guard !overflow else { throw Fault() }
        microseconds = sum
        if flags.contains(.laneChanges) { lane = try count(bytes, at: &offset) }
        guard lane >= 0 else { throw Fault() }
        var chunk = ChunkRecord(microseconds: microseconds, sequence: numbering.next(), lane: lane, length: 0)
        if flags.contains(.hasExtras) { try unpackExtras(of: &chunk, bytes, at: &offset) }
        chunk.length = try count(bytes, at: &offset)
        numbering.use(chunk.sequence)
        return chunk
    }

    private func unpackExtras(of chunk: inout ChunkRecord, _ bytes: [UInt8], at offset: inout Int) throws(Fault) {
        let extras = ChunkRecord.Extras(rawValue: try number(bytes, at: &offset))
        if extras.contains(.sequenceGap) {
            let (sum, overflow) = chunk.sequence.addingReportingOverflow(try count(bytes, at: &offset))
            guard !overflow else { throw Fault() }
            chunk.sequence = sum
        }
        if extras.contains(.pieces) { chunk.pieces = try count(bytes, at: &offset) }
        chunk.isReplacement = extras.contains(.replacement)
        if extras.contains(.call) {
            let id = try text(bytes, at: &offset)
            chunk.call = ChunkRecord.Call(id: id, name: try text(bytes, at: &offset))
        }
    }

    private func text(_ bytes: [UInt8], at offset: inout Int) throws(Fault) -> String {
        let length = try count(bytes, at: &offset)
        guard length <= bytes.count - offset else { throw Fault() }
        defer { offset += length }
        return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    }

    private func number(_ bytes: [UInt8], at offset: inout Int) throws(Fault) -> UInt64 {
        guard let number = Varint.read(bytes, at: &offset) else { throw Fault() }
        return number
    }

    private func count(_ bytes: [UInt8], at offset: inout Int) throws(Fault) -> Int {
        // No length, lane or gap that we write comes near this; sums of such numbers do not overflow.
        guard let count = Int(exactly: try number(bytes, at: &offset)), count < 1 << 48 else { throw Fault() }
        return count
    }
}
