// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks
import ServerSentEvents

/// The road from bytes to chunks without a socket, for the benchmarks of this project: no part of the API.
@_spi(Benchmarks)
public struct ChatCompletionDecoding {
    private var response = ChatCompletionResponse(HTTPHead(status: 200, headers: []), limits: AnswerLimits())
    private var parser = ServerSentEventParser()

    /// Creates a decoder for one answer.
    public init() {}

    /// Reads a part of a stream of Chat Completions and appends the chunks that it completes.
    public mutating func receive(_ bytes: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws {
        try response.receive(bytes, into: &chunks)
    }

    /// Ends the answer, and throws if it is not complete.
    public mutating func finish(into chunks: inout [ModelChunk]) throws { try response.finish(into: &chunks) }

    /// Reads a part of any event stream and does no more than find its events.
    ///
    /// - Parameter body: Called with the data of each event that is completed.
    public mutating func findEvents(
        in bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try parser.parse(bytes) { event in try body(event.data) }
    }
}
