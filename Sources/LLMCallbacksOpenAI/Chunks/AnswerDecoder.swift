// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns what one answer says on the wire into the model's chunks. Each wire has its own.
///
/// Feed it the data of each event or line, in order, then call ``finish(into:)`` when the body has ended. What it appends
/// before it throws is valid and should be sent before the error is passed on.
protocol AnswerDecoder: Sendable {
    /// How the wire parts the pieces of an answer.
    static var framing: AnswerFraming { get }

    /// Creates a decoder for one answer.
    init()

    /// Whether the wire has said that the answer is over. All data after that is ignored.
    var isDone: Bool { get }

    /// Whether the answer is complete so far: it is over, or has said why it ended.
    var isComplete: Bool { get }

    /// Whether anything of an answer has come.
    var hasAnswer: Bool { get }

    /// How many choices have begun. One at most, unless a decoder says otherwise.
    var choiceCount: Int { get }

    /// Decodes the data of one event or line, and appends what it says to `chunks`.
    ///
    /// - Parameters:
    ///   - data: The data; or the whole body of an answer that is not streamed.
    ///   - event: The event's name; empty if it has none.
    ///   - chunks: Where the chunks go. Nothing is appended for data that holds nothing new.
    /// - Throws: ``ModelError``: of kind `invalidResponse` for data that the wire does not know, `tooLarge` beyond the limits
    ///   of the answer's parts, and of any kind for an error that the server reports.
    mutating func decode(
        _ data: UnsafeRawBufferPointer,
        event: String,
        into chunks: inout [ModelChunk]
    ) throws(ModelError)

    /// Gives out what was held back: halves of characters whose other halves never came.
    mutating func flush(into chunks: inout [ModelChunk])
}

extension AnswerDecoder {
    static var framing: AnswerFraming { .events }

    var choiceCount: Int { hasAnswer ? 1 : 0 }

    /// Ends the answer: gives out what was held back, and judges whether the answer is complete.
    ///
    /// - Throws: ``ModelError`` of kind `truncated` if it is not.
    mutating func finish(into chunks: inout [ModelChunk]) throws(ModelError) {
        flush(into: &chunks)
        guard isComplete else {
            throw ModelError(.truncated, "The stream ended before the answer was complete.")
        }
    }
}
