// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The body of a request for a streamed message. https://docs.anthropic.com/en/api/messages
struct AnthropicRequest: Sendable {
    private static let server = "The Messages interface"

    /// What is asked.
    var request: ModelRequest
    /// The model's name on the server.
    var model: String
    /// The limit of tokens where the request sets none: this wire wants one.
    var maxTokens: Int

    /// Returns the body, as JSON. Speakers' names and the seed have no place on this wire, and are left out.
    ///
    /// - Throws: ``ModelError`` of kind `invalidRequest` for several choices, a tool's message without the call that it answers,
    ///   and an earlier call whose arguments are no object.
    func encoded() throws(ModelError) -> [UInt8] {
        try request.demandOneChoice(of: Self.server)
        try request.demandCallIDs(of: Self.server)
        try request.demandArgumentObjects(of: Self.server)
        let parameters = request.parameters
        var body = RequestBody(extra: parameters.extra)
        body.add("model", .string(model))
        body.add("max_tokens", .integer(parameters.maxTokens ?? maxTokens))
        body.add("system", instructions.map { .string($0) })
        body.add("messages", writeMessages)
        body.add("stream", true)
        body.add("temperature", parameters.temperature.map { .number($0) })
        body.add("top_p", parameters.topP.map { .number($0) })
        body.add("stop_sequences", parameters.stop.isEmpty ? nil : .array(parameters.stop.map { .string($0) }))
        body.add("tools", parameters.tools.isEmpty ? nil : .array(parameters.tools.map(\.anthropicTool)))
        return body.encoded()
    }

    /// The system's messages, wherever they stand: on this wire they are no part of the conversation.
    private var instructions: String? {
        let texts = request.messages.filter(\.isInstruction).map(\.content).filter { !$0.isEmpty }
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    /// Writes the conversation. The answers to all calls of one message must come in one message.
    private func writeMessages(to writer: inout JSONWriter) {
        writer.beginArray()
        var rest = request.messages.filter { !$0.isInstruction }[...]
        while let message = rest.first {
            let answers = rest.prefix { $0.role == .tool }
            if answers.isEmpty {
                writer.write(message)
                rest.removeFirst()
            } else {
                writer.write(answers: answers)
                rest = rest.dropFirst(answers.count)
            }
        }
        writer.endArray()
    }
}

extension ModelMessage {
    /// Whether this tells the model what to be, under its old name or its new one.
    fileprivate var isInstruction: Bool { role == .system || role.rawValue == "developer" }
}

extension JSONWriter {
    /// Writes a message: its text, or, where it calls tools, blocks.
    fileprivate mutating func write(_ message: ModelMessage) {
        object { writer in
            writer.member("role", message.role.rawValue)
            if message.toolCalls.isEmpty { return writer.member("content", message.content) }
            writer.key("content")
            writer.beginArray()
            // An empty block of text is refused.
            if !message.content.isEmpty { writer.write(block: message.content) }
            for call in message.toolCalls { writer.write(call) }
            writer.endArray()
        }
    }

    /// Writes what tools answered.
    fileprivate mutating func write(answers: some Sequence<ModelMessage>) {
        object { writer in
            writer.member("role", ModelMessage.Role.user.rawValue)
            writer.array("content", answers) { writer, answer in
                writer.object { writer in
                    writer.member("type", "tool_result")
                    writer.member("tool_use_id", answer.toolCallID ?? "")
                    writer.member("content", answer.content)
                }
            }
        }
    }

    private mutating func write(block text: String) {
        object { writer in
            writer.member("type", "text")
            writer.member("text", text)
        }
    }

    private mutating func write(_ call: ToolCall) {
        object { writer in
            writer.member("type", "tool_use")
            writer.member("id", call.id)
            writer.member("name", call.name)
            writer.key("input")
            writer.json(call.argumentsObject ?? [])
        }
    }
}
