// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One event of a stream, whose data lies in memory that is only lent.
///
/// ``ServerSentEventParser/parse(_:_:)`` hands it out. The data is valid until the closure that got it returns; use
/// ``ServerSentEvent/init(_:)`` to keep it.
public struct BorrowedServerSentEvent {
    /// The data: the values of the event's `data` lines, a line feed between each two. May be empty. Nothing has
    /// checked that it is UTF-8.
    public let data: UnsafeRawBufferPointer
    /// The event's type. Empty where the stream gave none, which stands for `message`.
    public let name: String
    /// The stream's last event ID so far. Empty until the stream gives one.
    public let id: String
    /// How long to wait before reconnecting, if one of the event's own lines says so.
    public let retry: Duration?
}
