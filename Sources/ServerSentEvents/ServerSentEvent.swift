// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One event of a stream, as a value of its own.
public struct ServerSentEvent: Sendable, Hashable {
    /// The event's type. Empty where the stream gave none, which stands for `message`.
    public var name: String
    /// The data: the values of the event's `data` lines, a line feed between each two. May be empty.
    public var data: String
    /// The stream's last event ID so far. Empty until the stream gives one; it stays from event to event.
    public var id: String
    /// How long to wait before reconnecting, if one of the event's own lines says so.
    public var retry: Duration?

    /// Creates an event.
    public init(name: String = "", data: String, id: String = "", retry: Duration? = nil) {
        self.name = name
        self.data = data
        self.id = id
        self.retry = retry
    }

    /// Copies an event out of the parser's memory. Bytes that are no valid UTF-8 become U+FFFD.
    public init(_ event: BorrowedServerSentEvent) {
        self.init(
            name: event.name,
            data: String(decoding: event.data, as: UTF8.self),
            id: event.id,
            retry: event.retry
        )
    }
}
