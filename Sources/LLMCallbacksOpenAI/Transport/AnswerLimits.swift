// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How large the parts of an answer may be, in bytes, after any compression has been undone. An answer beyond a limit fails
/// with a `ModelError` of kind `tooLarge` that names the limit; what came before it has been told.
public struct AnswerLimits: Sendable, Hashable {
    /// One line.
    public var line: Int
    /// The data of one event, or an answer that is one JSON object.
    public var event: Int
    /// The whole answer.
    public var answer: Int

    /// Creates limits, each of at least one byte.
    public init(line: Int = 32 << 20, event: Int = 32 << 20, answer: Int = 256 << 20) {
        precondition(line > 0 && event > 0 && answer > 0, "a limit must be positive")
        self.line = line
        self.event = event
        self.answer = answer
    }
}
