// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a consumer made of the bytes that it took. The transport cannot know: it does not read them.
enum HTTPStreamProgress: Sendable {
    /// Nothing: a ping, or a part of an event.
    case none
    /// An event.
    case event
    /// An event, and the answer has begun: it has had a token, now or before.
    case token
}
