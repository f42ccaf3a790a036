// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

@testable import LLMCallbacksOpenAI

extension HTTPStream {
    /// Reads to the end: the head, and the whole body. All bytes count as tokens.
    func collect(after progress: HTTPStreamProgress = .none) async throws -> (head: HTTPHead?, body: [UInt8]) {
        var head: HTTPHead?
        var body: [UInt8] = []
        var progress = progress
        while let part = try await next(after: progress) {
            switch part {
            case .head(let part): head = part
            case .body(let bytes):
                body += bytes
                progress = .token
            }
        }
        return (head, body)
    }

    /// Reads to the end, as text.
    func text() async throws -> String { String(decoding: try await collect().body, as: UTF8.self) }

    /// Reads to the fault that breaks the stream.
    func failure(after progress: HTTPStreamProgress = .none) async -> CurlError? {
        do {
            _ = try await collect(after: progress)
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
        timeouts: Timeouts = .none
    ) throws -> HTTPRequest {
        let options = HTTPOptions(timeouts: timeouts, proxy: .none)
        return try HTTPRequest(url: url, method: method, headers: headers, body: body, options: options)
    }
}
