// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The body of a request for a streamed answer.
struct ChatCompletionRequest: Sendable {
    /// What is asked.
    var request: ModelRequest
    /// The model's name on the server.
    var model: String
    /// The member that limits the answer's length. Nearly every server takes `max_tokens`; OpenAI's own reasoning
    /// models take only `max_completion_tokens`.
    var tokenLimitName = "max_tokens"

    /// Returns the body, as JSON. (Some servers refuse `stream_options`: `parameters.extra` can leave it out.)
    func encoded() -> [UInt8] {
        let parameters = request.parameters
        var body = RequestBody(extra: parameters.extra)
        body.add("model", .string(model))
        body.add("messages", writeMessages)
        body.add("stream", true)
        body.add("stream_options", ["include_usage": true])
        body.add("temperature", parameters.temperature.map { .number($0) })
        body.add("top_p", parameters.topP.map { .number($0) })
        body.add(tokenLimitName, parameters.maxTokens.map { .integer($0) })
        body.add("n", parameters.choices.map { .integer($0) })
        body.add("seed", parameters.seed.map { .integer($0) })
        body.add("stop", parameters.stop.isEmpty ? nil : .array(parameters.stop.map { .string($0) }))
        body.add("tools", parameters.tools.isEmpty ? nil : .array(parameters.tools))
        return body.encoded()
    }

    private func writeMessages(to writer: inout JSONWriter) {
        writer.beginArray()
        for message in request.messages { writer.write(message) }
        writer.endArray()
    }
}

extension ModelRequest.Parameters {
    /// How many choices the body asks for: `n` in `extra` wins over `choices`, as it does there.
    var demandedChoices: Int {
        switch extra["n"] {
        case nil: choices ?? 1
        case .integer(let count): count
        case .number(let count): Int(exactly: count) ?? 1
        default: 1
        }
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
