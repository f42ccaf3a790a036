// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What the lines since the last empty line have said, and the last event ID of the stream.
struct PendingEvent {
    /// The values of the `data` lines, each with a line feed after it. Empty if there was no such line.
    private(set) var data: [UInt8] = []
    /// The value of the last `event` line.
    private(set) var name = ""
    /// The last event ID; outlives the event.
    private(set) var id = ""
    /// The value of the last valid `retry` line.
    private(set) var retry: Duration?
    private let maxBytes: Int

    /// Creates an event without lines.
    init(maxBytes: Int) { self.maxBytes = maxBytes }

    /// Appends a piece of a `data` line's value.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ServerSentEventError) {
        try check(data.count + bytes.count)
        data.append(contentsOf: bytes)
    }

    /// Ends a `data` line.
    mutating func endDataLine() { data.append(lineFeed) }

    /// Throws if data of this length is too long for one event.
    func check(_ dataBytes: Int) throws(ServerSentEventError) {
        if dataBytes > maxBytes { throw ServerSentEventError(.eventTooLong, limit: maxBytes) }
    }

    /// Takes the whole value of a line other than `data`.
    mutating func set(_ field: EventField, to value: [UInt8]) {
        switch field {
        case .data: break
        case .event: name = String(decoding: value, as: UTF8.self)
        case .id: if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
        case .retry: if let milliseconds = Self.milliseconds(value) { retry = .milliseconds(milliseconds) }
        }
    }

    /// Returns the event with data that lies elsewhere.
    func borrowed(_ data: UnsafeRawBufferPointer) -> BorrowedServerSentEvent {
        BorrowedServerSentEvent(data: data, name: name, id: id, retry: retry)
    }

    /// Forgets everything but the last event ID.
    mutating func reset() {
        data.removeAll(keepingCapacity: data.capacity <= 1 << 16)
        name = ""
        retry = nil
    }

    /// Reads a number of ASCII digits only; `nil` for anything else, nothing, and what no `Int64` can hold.
    private static func milliseconds(_ digits: [UInt8]) -> Int64? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
