// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Turns the bytes of an event stream into events, by the rules of
/// [WHATWG HTML 9.2.6](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
///
/// Bytes may come in pieces of any size, cut anywhere: the events are the same. An event is handed out with the line
/// end that completes it; one that the stream leaves without its empty line is never handed out. Time grows with the
/// number of bytes only. Memory holds one unfinished event; comments and unknown fields are never stored.
///
/// ```swift
/// var parser = ServerSentEventParser()
/// var events: [ServerSentEvent] = []
/// for try await bytes in body { try parser.push(bytes, into: &events) }
/// ```
public struct ServerSentEventParser: Sendable {
    /// The limit of a line and of an event unless another is given: 32 MiB.
    public static let defaultLimit = 32 << 20

    private var markBytes = 0
    private var line: OpenLine
    private var pending: PendingEvent
    private var skipsLineFeed = false

    /// Creates a parser for one stream.
    ///
    /// - Parameters:
    ///   - maxLineBytes: The longest line to accept, its end not counted. Comments and unknown fields may be longer.
    ///   - maxEventBytes: The most bytes of data that one event may have.
    public init(maxLineBytes: Int = defaultLimit, maxEventBytes: Int = defaultLimit) {
        precondition(maxLineBytes > 0 && maxEventBytes > 0, "a limit must be positive")
        line = OpenLine(maxBytes: maxLineBytes)
        pending = PendingEvent(maxBytes: maxEventBytes)
    }

    /// The stream's last event ID so far, also where no event has followed its `id` line yet.
    public var lastEventID: String { pending.id }

    /// Reads further bytes and appends the events that they complete.
    ///
    /// - Throws: ``ServerSentEventError`` where a limit is passed; the events before it have been appended. The stream
    ///   cannot be read any further then.
    public mutating func push(_ bytes: some Sequence<UInt8>, into events: inout [ServerSentEvent]) throws {
        try Array(bytes).withUnsafeBytes { bytes in
            try parse(bytes) { events.append(ServerSentEvent($0)) }
        }
    }

    /// Reads further bytes and calls `body` once for each event that they complete, in order.
    ///
    /// Data that is one line and lies whole in `bytes` is handed out where it lies, without a copy.
    ///
    /// - Throws: ``ServerSentEventError`` where a limit is passed, and whatever `body` throws. The rest of `bytes` is
    ///   lost then, and the stream cannot be read any further.
    public mutating func parse(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (BorrowedServerSentEvent) throws -> Void
    ) throws {
        var offset = skipByteOrderMark(in: bytes)
        var lent: UnsafeRawBufferPointer?
        while offset < bytes.count {
            if skipsLineFeed {
                skipsLineFeed = false
                if bytes[offset] == lineFeed {
                    offset += 1
                    continue
                }
            }
            let end = bytes.lineEnd(from: offset)
            let piece = bytes.slice(offset..<end)
            if end == bytes.count {
                try keep(&lent)
                return try line.extend(piece, into: &pending)
            }
            if line.isOpen {
                try line.extend(piece, into: &pending)
                try line.close(into: &pending)
            } else if piece.isEmpty {
                try dispatch(&lent, body)
            } else {
                try read(piece, &lent)
            }
            skipsLineFeed = bytes[end] == carriageReturn
            offset = end + 1
        }
        try keep(&lent)
    }

    /// Reads a whole line. The value of an event's first `data` line is lent, others are copied.
    private mutating func read(_ piece: UnsafeRawBufferPointer, _ lent: inout UnsafeRawBufferPointer?) throws {
        let isFirst = lent == nil && pending.data.isEmpty
        if isFirst, let value = piece.dataValue {
            try line.check(piece.count)
            try pending.check(value.count)
            lent = value
        } else {
            if piece.first == UInt8(ascii: "d") { try keep(&lent) }
            try line.extend(piece, into: &pending)
            try line.close(into: &pending)
        }
    }

    /// Copies what was lent, before its memory goes or more data follows.
    private mutating func keep(_ lent: inout UnsafeRawBufferPointer?) throws {
        guard let value = lent else { return }
        try pending.append(value)
        pending.endDataLine()
        lent = nil
    }

    /// Hands out the event if it has data.
    private mutating func dispatch(
        _ lent: inout UnsafeRawBufferPointer?,
        _ body: (BorrowedServerSentEvent) throws -> Void
    ) throws {
        defer {
            pending.reset()
            lent = nil
        }
        if let lent {
            try body(pending.borrowed(lent))
        } else if !pending.data.isEmpty {
            try pending.data.withUnsafeBytes { try body(pending.borrowed($0.slice(0..<$0.count - 1))) }
        }
    }

    /// Passes over the byte order mark that may open the stream, once. Returns where the text begins.
    ///
    /// A mark that breaks off is text, of a line whose name is none of the known ones.
    private mutating func skipByteOrderMark(in bytes: UnsafeRawBufferPointer) -> Int {
        var offset = 0
        while markBytes < 3, offset < bytes.count {
            let expected: UInt8 = markBytes == 0 ? 0xEF : markBytes == 1 ? 0xBB : 0xBF
            guard bytes[offset] == expected else {
                if markBytes > 0 { line.ignore() }
                markBytes = 3
                break
            }
            markBytes += 1
            offset += 1
        }
        return offset
    }
}
