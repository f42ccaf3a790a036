// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One answer on its way from the socket to a run: HTTP parts in, chunks out.
struct ChatCompletionStream: ~Copyable {
    private let stream: HTTPStream
    private var response = ChatCompletionResponse(status: 200)
    private var chunks: [ModelChunk] = []

    init(_ stream: HTTPStream) { self.stream = stream }

    /// Sends the whole answer.
    ///
    /// - Throws: ``ModelError`` or ``CurlError``, after everything that came before it has been sent; what ended the run, if
    ///   something did.
    consuming func send(to output: ModelOutput) async throws {
        do {
            while !response.isDone, let part = try await stream.next() {
                try await receive(part, output)
            }
        } catch let error as CurlError {
            // A connection may break after the answer was complete: that takes nothing away.
            guard response.isComplete else { throw error }
        }
        let fault = finish()
        try await output.send(contentsOf: chunks)
        if let fault { throw fault }
        // The rest of the body says nothing, but once it is read the connection can serve another request.
        stream.finish()
    }

    private mutating func finish() -> ModelError? {
        do throws(ModelError) {
            try response.finish(into: &chunks)
            return nil
        } catch {
            return error
        }
    }

    private mutating func receive(_ part: HTTPStreamPart, _ output: ModelOutput) async throws {
        switch part {
        case .head(let head):
            response = ChatCompletionResponse(
                status: head.status,
                contentType: head["content-type"],
                requestID: head["x-request-id"]
            )
        case .body(let bytes):
            let fault: ModelError? = bytes.withUnsafeBytes { bytes in
                do throws(ModelError) {
                    try response.receive(bytes, into: &chunks)
                    return nil
                } catch {
                    return error
                }
            }
            try await output.send(contentsOf: chunks)
            chunks.removeAll(keepingCapacity: true)
            if let fault { throw fault }
        }
    }
}
