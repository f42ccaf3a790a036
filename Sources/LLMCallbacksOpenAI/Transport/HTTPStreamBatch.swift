// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What one round of the transport brought to one stream.
struct HTTPStreamBatch: Sendable {
    /// The head, in the round in which it was complete.
    var head: HTTPHead?
    /// The bytes of the body. May be empty.
    var body: [UInt8] = []
    /// Whether the transfer stands still because the buffer was full.
    var isPaused = false
    /// How the answer ended, in the last round.
    var ending: HTTPStreamEnding?
}

/// How an answer ended.
enum HTTPStreamEnding: Sendable, Hashable {
    /// The whole body has come.
    case complete
    /// It broke off, or never began.
    case failed(CurlError)
}
