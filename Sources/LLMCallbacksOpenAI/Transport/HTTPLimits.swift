// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How long the stages of a request may take. `nil` sets no limit.
struct HTTPLimits: Sendable, Hashable {
    /// Until a connection is there: name resolution, TCP and TLS together. Without a limit, libcurl's own holds: 300 s.
    var connect: Duration? = .seconds(10)
    /// From the start of the request to the first byte of the answer's body. Headers alone do not count: many servers send
    /// them at once and then think.
    var firstByte: Duration? = .seconds(600)
    /// Between two bytes of the body. The time in which a full buffer holds the server back does not count.
    var idle: Duration? = .seconds(120)
    /// From the start of the request to the end of the answer.
    var total: Duration?

    /// No limit at any stage, but for libcurl's own on connecting.
    static let none = HTTPLimits(connect: nil, firstByte: nil, idle: nil, total: nil)
}
