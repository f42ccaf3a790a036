// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns the events of an Anthropic stream into the model's chunks.
///
/// Text blocks are the answer, thinking blocks its reasoning, and each `tool_use` block is a tool call, whose slot is its place
/// among them. What the server does by itself (its own tools, their results), signatures, citations, pings, and events that
/// are not known here say nothing.
struct AnthropicDecoder: ObjectDecoder {
    private(set) var isDone = false
    private var finishReason: FinishReason?
    private var blocks = AnthropicBlocks()
    private var model = AnsweringModel()
    private var usage = AnthropicUsage()

    init() {}

    var isComplete: Bool { isDone || finishReason != nil }
    var hasAnswer: Bool { blocks.hasBegun || finishReason != nil }

    static func knows(event: String) -> Bool { AnthropicEventType(event) != .other }

    mutating func decodeObject(
        from scanner: inout JSONScanner,
        event name: String,
        into chunks: inout [ModelChunk]
    ) throws {
        let start = scanner.offset
        let event = try AnthropicEvent(from: &scanner)
        let kind = event.type.map { AnthropicEventType($0.bytes) } ?? AnthropicEventType(name)
        switch kind {
        case .messageStart, .messageDelta: try tell(event.message, into: &chunks)
        case .blockStart: if let block = event.block { try blocks.begin(block, at: event.index, into: &chunks) }
        case .blockDelta: try blocks.append(event, into: &chunks)
        case .blockStop: try blocks.end(at: event.index, into: &chunks)
        case .messageStop: end(into: &chunks)
        case .message:
            try tell(event.message, into: &chunks)
            end(into: &chunks)
        case .error, .other: break
        }
        let isError = kind == .error || (event.hasSentence && event.type == nil)
        if event.error != nil || isError {
            throw ChatCompletionError(reading: scanner.bytes(from: start)).modelError()
        }
    }

    mutating func end(into chunks: inout [ModelChunk]) {
        flush(into: &chunks)
        isDone = true
    }

    mutating func flush(into chunks: inout [ModelChunk]) { blocks.flush(into: &chunks) }

    /// Tells what is known of the message as a whole, and the content that came with it.
    private mutating func tell(_ message: AnthropicMessage, into chunks: inout [ModelChunk]) throws {
        model.tell(message.model, into: &chunks)
        if let content = message.content { try blocks.read(content, into: &chunks) }
        usage.tell(message.usage, isStart: message.isStart, into: &chunks)
        guard let reason = message.stopReason, !reason.isEmpty else { return }
        flush(into: &chunks)
        if finishReason == nil {
            let reason = FinishReason(anthropic: reason.string)
            finishReason = reason
            chunks.append(.finish(reason, choice: 0))
        }
    }
}
