// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Reads the body of a successful HTTP answer and makes chunks of it. Each wire has its own.
///
/// Feed it the body as it comes, then call ``finish(into:)``. What it appends before it throws is valid and should be sent
/// before the error is passed on.
protocol AnswerReader {
    /// How many events of the answer have come. Comments and pings are none.
    var eventCount: Int { get }

    /// Whether the answer is over; what remains of the body says nothing.
    var isDone: Bool { get }

    /// Whether the answer is complete so far: a fault of the connection takes nothing away then, but perhaps the usage.
    var isComplete: Bool { get }

    /// How many choices have begun.
    var choiceCount: Int { get }

    /// Reads a part of the body and appends the chunks that it completes. The bytes may be cut anywhere.
    ///
    /// - Throws: ``ModelError`` for what the server reports, for bytes that are no answer, and beyond a limit of size.
    mutating func receive(_ bytes: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws(ModelError)

    /// Ends the body: appends what was held back, and judges the answer.
    ///
    /// - Throws: ``ModelError``, of kind `truncated` if the answer is not complete.
    mutating func finish(into chunks: inout [ModelChunk]) throws(ModelError)
}
