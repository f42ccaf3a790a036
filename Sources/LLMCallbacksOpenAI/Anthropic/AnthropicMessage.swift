// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What an Anthropic event says of the message as a whole.
struct AnthropicMessage {
    /// The name of the model that answers.
    var model: JSONText?
    /// Why the message ended.
    var stopReason: JSONText?
    /// The value of `content`: a list of blocks.
    var content: UnsafeRawBufferPointer?
    /// The counts so far.
    var usage: TokenUsage?

    /// Whether these are the counts of a message that begins.
    var isStart = false

    /// Reads the message that a stream begins with.
    mutating func readStart(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        isStart = true
        while let name = try scanner.nextMember() { try readMember(name, from: &scanner) }
    }

    /// Reads the value of a member; passes over that of a member that nobody wants.
    mutating func readMember(_ name: JSONText, from scanner: inout JSONScanner) throws(JSONFault) {
        switch name {
        case "model": model = try scanner.string()
        case "stop_reason": stopReason = try scanner.string()
        case "content": content = try scanner.skip()
        case "usage": usage = try TokenUsage(anthropic: &scanner, isStart: isStart)
        default: try scanner.skip()
        }
    }
}
