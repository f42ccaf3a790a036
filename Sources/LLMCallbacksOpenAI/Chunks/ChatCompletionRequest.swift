// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The body of a request for a streamed answer.
///
/// Members are written in a fixed order, so that equal requests are equal bytes and servers' prompt caches hold.
struct ChatCompletionRequest: Sendable {
    /// What is asked.
    var request: ModelRequest
    /// The model's name on the server.
    var model: String
    /// The member that limits the answer's length. Nearly every server takes `max_tokens`; OpenAI's own reasoning
    /// models take only `max_completion_tokens`.
    var tokenLimitName = "max_tokens"

    /// Returns the body, as JSON.
    ///
    /// Members of `parameters.extra` win over all others: a value takes the place of the member with its name, and
    /// `null` leaves that member out. (Some servers refuse `stream_options`.)
    func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, write) in members where !request.parameters.extra.keys.contains(name) {
                writer.key(name)
                write(&writer)
            }
            let own = Set(members.map(\.name))
            for (name, value) in request.parameters.extra.sorted(by: { $0.key < $1.key }) {
                if value == .null, own.contains(name) { continue }
                writer.key(name)
                writer.value(value)
            }
        }
        return writer.bytes
    }

    private typealias Member = (name: String, write: (inout JSONWriter) -> Void)

    private var members: [Member] {
        let parameters = request.parameters
        let values: [(name: String, value: JSONValue?)] = [
            ("stream", true),
            ("stream_options", ["include_usage": true]),
            ("temperature", parameters.temperature.map { .number($0) }),
            ("top_p", parameters.topP.map { .number($0) }),
            (tokenLimitName, parameters.maxTokens.map { .integer($0) }),
            ("n", parameters.choices.map { .integer($0) }),
            ("seed", parameters.seed.map { .integer($0) }),
            ("stop", parameters.stop.isEmpty ? nil : .array(parameters.stop.map { .string($0) })),
            ("tools", parameters.tools.isEmpty ? nil : .array(parameters.tools)),
        ]
        let first: [Member] = [("model", { $0.string(model) }), ("messages", writeMessages)]
        return first
            + values.compactMap { name, value in value.map { value in (name, { $0.value(value) }) } }
    }

    private func writeMessages(to writer: inout JSONWriter) {
        writer.beginArray()
        for message in request.messages { writer.write(message) }
        writer.endArray()
    }
}

extension JSONWriter {
    /// Writes a message of a conversation.
    fileprivate mutating func write(_ message: ModelMessage) {
        object { writer in
            writer.member("role", message.role.rawValue)
            writer.key("content")
            // A message that only calls tools has no content, which is not the same as an empty one.
            writer.value(message.content.isEmpty && !message.toolCalls.isEmpty ? .null : .string(message.content))
            if let name = message.name { writer.member("name", name) }
            if !message.toolCalls.isEmpty {
                writer.key("tool_calls")
                writer.beginArray()
                for call in message.toolCalls { writer.write(call) }
                writer.endArray()
            }
            if let id = message.toolCallID { writer.member("tool_call_id", id) }
        }
    }

    private mutating func write(_ call: ToolCall) {
        object { writer in
            writer.member("id", call.id)
            writer.member("type", "function")
            writer.key("function")
            writer.object { writer in
                writer.member("name", call.name)
                writer.member("arguments", call.arguments)
            }
        }
    }
}
