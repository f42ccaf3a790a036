// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The body of a request for a streamed response. https://platform.openai.com/docs/api-reference/responses/create
struct ResponsesRequest: Sendable {
    private static let server = "The Responses interface"

    /// What is asked.
    var request: ModelRequest
    /// The model's name on the server.
    var model: String

    /// Returns the body, as JSON. Speakers' names and the seed have no place on this wire, and are left out.
    ///
    /// - Throws: ``ModelError`` of kind `invalidRequest` for several choices, texts that end the answer, and a tool's message
    ///   without the call that it answers.
    func encoded() throws(ModelError) -> [UInt8] {
        try request.demandOneChoice(of: Self.server)
        try request.demandNoStopTexts(of: Self.server)
        try request.demandCallIDs(of: Self.server)
        let parameters = request.parameters
        var body = RequestBody(extra: parameters.extra)
        body.add("model", .string(model))
        body.add("input", writeItems)
        body.add("stream", true)
        body.add("temperature", parameters.temperature.map { .number($0) })
        body.add("top_p", parameters.topP.map { .number($0) })
        body.add("max_output_tokens", parameters.maxTokens.map { .integer($0) })
        body.add("tools", parameters.tools.isEmpty ? nil : .array(parameters.tools.map(\.responsesTool)))
        return body.encoded()
    }

    private func writeItems(to writer: inout JSONWriter) {
        writer.beginArray()
        for message in request.messages { writer.write(itemsOf: message) }
        writer.endArray()
    }
}

extension JSONWriter {
    /// Writes the items of a message: what it says, and each of its calls.
    fileprivate mutating func write(itemsOf message: ModelMessage) {
        if message.role == .tool {
            return object { writer in
                writer.member("type", "function_call_output")
                writer.member("call_id", message.toolCallID ?? "")
                writer.member("output", message.content)
            }
        }
        if !message.content.isEmpty || message.toolCalls.isEmpty {
            object { writer in
                writer.member("role", message.role.rawValue)
                writer.member("content", message.content)
            }
        }
        for call in message.toolCalls {
            object { writer in
                writer.member("type", "function_call")
                writer.member("call_id", call.id)
                writer.member("name", call.name)
                writer.member("arguments", call.arguments)
            }
        }
    }
}
