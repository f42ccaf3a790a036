// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

@testable import LLMCallbacksOpenAI

extension HTTPStream {
    /// Reads to the end: the head, and the whole body.
    func collect() async throws -> (head: HTTPHead?, body: [UInt8]) {
        var head: HTTPHead?
        var body: [UInt8] = []
        while let part = try await next() {
            switch part {
            case .head(let part): head = part
            case .body(let bytes): body += bytes
            }
        }
        return (head, body)
    }

    /// Reads to the end, as text.
    func text() async throws -> String { String(decoding: try await collect().body, as: UTF8.self) }

    /// Reads to the fault that breaks the stream.
    func failure() async -> CurlError? {
        do {
            _ = try await collect()
            return nil
        } catch {
            return error as? CurlError
        }
    }

    /// Reads on until that many bytes of the body have come, or the stream ends.
    func body(atLeast count: Int) async throws -> [UInt8] {
        var body: [UInt8] = []
        while body.count < count, let part = try await next() {
            if case .body(let bytes) = part { body += bytes }
        }
        return body
    }
}

extension HTTPRequest {
    /// A request to a test server, past any proxy of the environment.
    static func test(
        _ url: String,
        method: String = "POST",
        headers: [HTTPHeaderField] = [],
        body: [UInt8] = [],
        limits: HTTPLimits = .none
    ) throws -> HTTPRequest {
        let connection = HTTPConnectionOptions(proxy: .none)
        return try HTTPRequest(
            url: url,
            method: method,
            headers: headers,
            body: body,
            limits: limits,
            connection: connection
        )
    }
}
