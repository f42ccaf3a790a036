// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Why a stream of events cannot be read any further.
public struct ServerSentEventError: Error, Sendable, Hashable {
    /// What was too much.
    public var code: Code
    /// The limit that was passed, in bytes.
    public var limit: Int

    /// Creates an error.
    public init(_ code: Code, limit: Int) {
        self.code = code
        self.limit = limit
    }

    /// The faults that a stream can have: every sequence of bytes is a valid stream, so only its size can be wrong.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The name of the fault.
        public let rawValue: String
        /// Names a fault.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// One line is longer than `maxLineBytes`.
        public static let lineTooLong = Code(rawValue: "lineTooLong")
        /// The data of one event is longer than `maxEventBytes`.
        public static let eventTooLong = Code(rawValue: "eventTooLong")
    }
}

extension ServerSentEventError: CustomStringConvertible {
    /// Names the limit, in one sentence.
    public var description: String {
        let part = code == .lineTooLong ? "A line" : "An event"
        return "\(part) of the event stream is longer than the limit of \(limit) bytes."
    }
}
