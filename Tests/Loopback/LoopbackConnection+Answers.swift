// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Answers of HTTP/1.1, in the pieces in which a test wants to send them.
extension LoopbackConnection {
    /// Sends a status line, header lines and the blank line.
    package func sendHead(status: Int = 200, _ headers: [(String, String)] = []) throws {
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        try send("HTTP/1.1 \(status) Status\r\n\(lines)\r\n")
    }

    /// Sends a whole answer with a Content-Length.
    package func answer(status: Int = 200, _ headers: [(String, String)] = [], body: String = "") throws {
        try sendHead(status: status, headers + [("Content-Length", "\(body.utf8.count)")])
        try send(body)
    }

    /// Sends the head of an answer whose body comes in chunks.
    package func sendChunkedHead(status: Int = 200, type: String = "text/event-stream") throws {
        try sendHead(status: status, [("Content-Type", type), ("Transfer-Encoding", "chunked")])
    }

    /// Sends one chunk.
    package func sendChunk(_ bytes: [UInt8]) throws { try send(Self.chunk(bytes)) }

    /// Sends one chunk.
    package func sendChunk(_ text: String) throws { try sendChunk(Array(text.utf8)) }

    /// Sends the chunk that ends a body. The connection stays open for the next request.
    package func sendLastChunk() throws { try send("0\r\n\r\n") }

    /// Sends one server-sent event without a name, as one chunk.
    package func sendEvent(data: String) throws { try sendChunk("data: \(data)\n\n") }

    /// Sends a whole stream: head, one chunk for each event, `[DONE]`, and the end of the body.
    package func answer(events: [String]) throws {
        try sendChunkedHead()
        for event in events + ["[DONE]"] { try sendEvent(data: event) }
        try sendLastChunk()
    }

    /// One chunk: https://www.rfc-editor.org/rfc/rfc9112#section-7.1
    package static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }
}
