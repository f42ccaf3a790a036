// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The body of a request to Ollama's own interface.
/// https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
struct OllamaRequest: Sendable {
    private static let server = "Ollama's own interface"

    /// What is asked.
    var request: ModelRequest
    /// The model's name on the server.
    var model: String

    /// Returns the body, as JSON. `parameters.extra["options"]` joins the options that other parameters set, and wins.
    ///
    /// - Throws: ``ModelError`` of kind `invalidRequest` for several choices, and an earlier call whose arguments are no
    ///   object.
    func encoded() throws(ModelError) -> [UInt8] {
        try request.demandOneChoice(of: Self.server)
        try request.demandArgumentObjects(of: Self.server)
        let parameters = request.parameters
        var extra = parameters.extra
        if case .object(let more)? = extra["options"] {
            extra["options"] = .object(options.merging(more) { _, extra in extra })
        }
        var body = RequestBody(extra: extra)
        body.add("model", .string(model))
        body.add("messages", writeMessages)
        body.add("stream", true)
        body.add("options", options.isEmpty ? nil : .object(options))
        body.add("tools", parameters.tools.isEmpty ? nil : .array(parameters.tools))
        return body.encoded()
    }

    private var options: [String: JSONValue] {
        let parameters = request.parameters
        var options: [String: JSONValue] = [:]
        options["temperature"] = parameters.temperature.map { .number($0) }
        options["top_p"] = parameters.topP.map { .number($0) }
        options["num_predict"] = parameters.maxTokens.map { .integer($0) }
        options["seed"] = parameters.seed.map { .integer($0) }
        if !parameters.stop.isEmpty { options["stop"] = .array(parameters.stop.map { .string($0) }) }
        return options
    }

    private func writeMessages(to writer: inout JSONWriter) {
        writer.beginArray()
        for message in request.messages { writer.write(message, toolName: toolName(for: message)) }
        writer.endArray()
    }

    /// The tool that a message answers for: models of this server know their calls by name.
    private func toolName(for message: ModelMessage) -> String? {
        guard message.role == .tool else { return nil }
        if let name = message.name { return name }
        return request.messages.lazy.flatMap(\.toolCalls).last { !$0.id.isEmpty && $0.id == message.toolCallID }?.name
    }
}

extension JSONWriter {
    /// Writes a message of a conversation.
    fileprivate mutating func write(_ message: ModelMessage, toolName: String?) {
        object { writer in
            writer.member("role", message.role.rawValue)
            writer.member("content", message.content)
            if !message.toolCalls.isEmpty {
                writer.array("tool_calls", message.toolCalls) { writer, call in writer.write(call) }
            }
            if let toolName { writer.member("tool_name", toolName) }
            if let id = message.toolCallID { writer.member("tool_call_id", id) }
        }
    }

    private mutating func write(_ call: ToolCall) {
        object { writer in
            if !call.id.isEmpty { writer.member("id", call.id) }
            writer.object("function") { writer in
                writer.member("name", call.name)
                writer.key("arguments")
                writer.json(call.argumentsObject ?? [])
            }
        }
    }
}
