// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An error of a run itself, as opposed to its model's.
public struct RunError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it is.
    public let code: Code
    /// One readable sentence.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }

    /// What can go wrong. Open: codes can be added.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The name of the code.
        public let rawValue: String
        /// Names a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Somebody stopped the run; the message says why. Thrown to whoever goes on emitting.
        public static let stopped = Code(rawValue: "stopped")
        /// Nobody iterated over the run's tokens any more. Thrown to whoever goes on emitting.
        public static let abandoned = Code(rawValue: "abandoned")
        /// The run has ended, and something was emitted all the same.
        public static let over = Code(rawValue: "over")
        /// A handler that must not fail missed its deadline.
        public static let handlerFailed = Code(rawValue: "handlerFailed")
        /// A source that cannot be made to wait was faster than its consumers for longer than the buffer lasts.
        public static let overflow = Code(rawValue: "overflow")
    }
}
