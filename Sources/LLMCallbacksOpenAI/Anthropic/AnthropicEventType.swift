// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The kinds of event that say something. https://docs.anthropic.com/en/docs/build-with-claude/streaming#event-types
enum AnthropicEventType {
    case messageStart
    case messageDelta
    case messageStop
    case blockStart
    case blockDelta
    case blockStop
    /// A whole message, as it answers a request that was not streamed.
    case message
    case error
    /// A ping, or an event of later days: to be ignored.
    case other

    /// Finds the kind of a type's name.
    init(_ name: UnsafeRawBufferPointer) {
        if name.equals("content_block_delta") {
            self = .blockDelta
        } else if name.equals("content_block_start") {
            self = .blockStart
        } else if name.equals("content_block_stop") {
            self = .blockStop
        } else if name.equals("message_start") {
            self = .messageStart
        } else if name.equals("message_delta") {
            self = .messageDelta
        } else if name.equals("message_stop") {
            self = .messageStop
        } else if name.equals("message") {
            self = .message
        } else if name.equals("error") {
            self = .error
        } else {
            self = .other
        }
    }

    /// Finds the kind of an event whose data does not say it.
    init(_ name: String) {
        var name = name
        self = name.withUTF8 { Self(UnsafeRawBufferPointer($0)) }
    }
}
