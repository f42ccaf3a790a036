// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One event of an Anthropic stream as it is written, with all texts where they lie: what an ``AnthropicDecoder`` acts on.
///
/// Also holds a whole message, the answer to a request that was not streamed.
/// https://docs.anthropic.com/en/docs/build-with-claude/streaming
struct AnthropicEvent {
    /// What kind of event this is; `nil` if it does not say.
    var type: JSONText?
    /// The place of the content block among those of the message.
    var index = 0
    /// The block that begins.
    var block: AnthropicBlock?
    /// A piece of text.
    var text: JSONText?
    /// A piece of thinking.
    var thinking: JSONText?
    /// A piece of a tool's input.
    var partialJSON: JSONText?
    /// The message: so far at its start, whole if it was not streamed.
    var message = AnthropicMessage()
    /// The value of `error`, unless it is none.
    var error: UnsafeRawBufferPointer?
    /// Whether there is a sentence in the place of the message: some gateways word errors like that.
    var hasSentence = false

    /// Reads one object. What is of an unexpected type counts as missing.
    init(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "type": type = try scanner.string()
            case "index": index = try scanner.integer() ?? 0
            case "delta": try readDelta(from: &scanner)
            case "content_block": block = try AnthropicBlock(from: &scanner)
            case "message":
                if scanner.peek() == UInt8(ascii: "\"") {
                    hasSentence = try scanner.string()?.isEmpty == false
                } else {
                    try message.readStart(from: &scanner)
                }
            case "error": error = try scanner.reportedError() ?? error
            default: try message.readMember(name, from: &scanner)
            }
        }
    }

    private mutating func readDelta(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "text": text = try scanner.string()
            case "thinking": thinking = try scanner.string()
            case "partial_json": partialJSON = try scanner.string()
            default: try message.readMember(name, from: &scanner)
            }
        }
    }
}
