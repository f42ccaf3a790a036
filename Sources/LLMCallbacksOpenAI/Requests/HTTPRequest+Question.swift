// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension HTTPRequest {
    /// Creates a question to a model's server: JSON that is answered by a stream.
    ///
    /// - Parameters:
    ///   - base: The server's address, perhaps with a query. Slashes at the end of its path do not matter.
    ///   - path: What follows the path of the address.
    ///   - headers: The wire's own headers.
    ///   - others: Headers that the caller adds.
    ///   - body: The question.
    /// - Throws: `ModelError` of kind `invalidRequest` if the address or a header cannot be sent.
    static func question(
        to base: String,
        path: String,
        headers: [HTTPHeaderField],
        adding others: [(name: String, value: String)],
        body: [UInt8],
        options: HTTPOptions
    ) throws(ModelError) -> HTTPRequest {
        let common = [
            HTTPHeaderField("Content-Type", "application/json"),
            HTTPHeaderField("Accept", "text/event-stream, application/x-ndjson, application/json"),
        ]
        do throws(CurlError) {
            return try HTTPRequest(
                url: base.addingPath(path),
                headers: common + headers + others.map { HTTPHeaderField($0.name, $0.value) },
                body: body,
                options: options
            )
        } catch {
            throw ModelError(error)
        }
    }
}
