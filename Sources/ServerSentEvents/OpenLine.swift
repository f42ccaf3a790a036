// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A line whose end has not come yet.
///
/// A `data` line's value goes straight to the event; of other fields the value is kept here until the line ends; of
/// comments and unknown fields nothing is kept.
struct OpenLine {
    private enum Part {
        case start
        case name
        case value(EventField)
        case ignored
    }

    private var part = Part.start
    private var bytes: [UInt8] = []
    private var length = 0
    private var skipsSpace = false
    private let maxBytes: Int

    /// Creates a line without bytes.
    init(maxBytes: Int) { self.maxBytes = maxBytes }

    /// Whether some of the line has come.
    var isOpen: Bool { if case .start = part { false } else { true } }

    /// Ignores the rest of the line.
    mutating func ignore() {
        part = .ignored
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 10)
    }

    /// Adds bytes to the line; none of them ends it.
    mutating func extend(
        _ piece: UnsafeRawBufferPointer,
        into event: inout PendingEvent
    ) throws(ServerSentEventError) {
        switch part {
        case .start: if !piece.isEmpty { try extendName(piece, into: &event) }
        case .name: try extendName(piece, into: &event)
        case .value(let field): try extendValue(piece, of: field, into: &event)
        case .ignored: break
        }
    }

    /// Ends the line.
    mutating func close(into event: inout PendingEvent) throws(ServerSentEventError) {
        if case .name = part { try nameIsComplete(bytes.count, into: &event) }
        if case .value(let field) = part {
            try extendValue(UnsafeRawBufferPointer(start: nil, count: 0), of: field, into: &event)
            if case .data = field { event.endDataLine() } else { event.set(field, to: bytes) }
        }
        ignore()
        part = .start
        length = 0
    }

    /// Throws if a line of this length is too long.
    func check(_ length: Int) throws(ServerSentEventError) {
        if length > maxBytes { throw ServerSentEventError(.lineTooLong, limit: maxBytes) }
    }

    private mutating func extendName(
        _ piece: UnsafeRawBufferPointer,
        into event: inout PendingEvent
    ) throws(ServerSentEventError) {
        part = .name
        let taken = min(piece.count, EventField.maxNameBytes - bytes.count)
        bytes.append(contentsOf: piece[..<taken])
        if let colon = bytes.firstIndex(of: 0x3A) {
            let taken = taken - (bytes.count - colon - 1)
            try nameIsComplete(colon, into: &event)
            try extend(piece.slice(taken..<piece.count), into: &event)
        } else if bytes.count == EventField.maxNameBytes {
            ignore()
        }
    }

    private mutating func nameIsComplete(
        _ count: Int,
        into event: inout PendingEvent
    ) throws(ServerSentEventError) {
        guard let field = bytes.withUnsafeBytes({ EventField(name: $0.slice(0..<count)) }) else { return ignore() }
        part = .value(field)
        length = min(count + 1, bytes.count)
        skipsSpace = true
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func extendValue(
        _ piece: UnsafeRawBufferPointer,
        of field: EventField,
        into event: inout PendingEvent
    ) throws(ServerSentEventError) {
        length += piece.count
        try check(length)
        var value = piece
        if skipsSpace, let first = piece.first {
            skipsSpace = false
            if first == 0x20 { value = piece.slice(1..<piece.count) }
        }
        if case .data = field { try event.append(value) } else { bytes.append(contentsOf: value) }
    }
}
