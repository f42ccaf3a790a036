// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension JSONLinesEncoder {
    func encode(_ start: RunStart, of event: CallbackEvent, into json: inout JSONWriter) {
        let run = event.run
        json.member("event", "start")
        json.member("run", run.id.description)
        if let parent = run.parentID { json.member("parent", parent.description) }
        json.member("seq", event.sequence)
        json.member("time", run.startedAt.description)
        json.member("kind", run.kind.rawValue)
        json.member("model", run.name)
        encode(start.input, into: &json)
        if let session = run.session { json.member("session", session) }
        if !run.tags.isEmpty { json.array("tags", run.tags) { $0.string($1) } }
        if !run.metadata.isEmpty { json.member("metadata", .object(run.metadata)) }
    }

    /// Writes `input`, and `parameters` if there are any, as members of the object that is being written.
    package func encode(_ input: RunInput, into json: inout JSONWriter) {
        switch input {
        case .request(let request):
            json.array("input", request.messages) { encode($1, into: &$0) }
            encode(request.parameters, into: &json)
        case .value(let value): json.member("input", value)
        }
    }

    private func encode(_ message: ModelMessage, into json: inout JSONWriter) {
        json.object { json in
            json.member("role", message.role.rawValue)
            json.member("content", message.content)
            if let name = message.name { json.member("name", name) }
            if !message.toolCalls.isEmpty { encode(message.toolCalls, into: &json) }
            if let call = message.toolCallID { json.member("toolCallID", call) }
        }
    }

    private func encode(_ parameters: ModelRequest.Parameters, into json: inout JSONWriter) {
        guard parameters != ModelRequest.Parameters() else { return }
        json.object("parameters") { json in
            if let temperature = parameters.temperature { json.member("temperature", temperature) }
            if let share = parameters.topP { json.member("topP", share) }
            if let count = parameters.maxTokens { json.member("maxTokens", count) }
            if let count = parameters.choices { json.member("choices", count) }
            if let seed = parameters.seed { json.member("seed", seed) }
            if !parameters.stop.isEmpty { json.array("stop", parameters.stop) { $0.string($1) } }
            if !parameters.tools.isEmpty { json.member("tools", .array(parameters.tools)) }
            if !parameters.extra.isEmpty { json.member("extra", .object(parameters.extra)) }
        }
    }
}
