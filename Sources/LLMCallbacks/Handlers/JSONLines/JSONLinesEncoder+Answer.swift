// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension JSONLinesEncoder {
    /// A piece of the answer.
    func encode(_ token: TokenDelta, into json: inout JSONWriter) {
        json.member("choice", token.choice)
        switch token.lane {
        case .text: json.member("lane", "text")
        case .reasoning: json.member("lane", "reasoning")
        case .refusal: json.member("lane", "refusal")
        case .toolCall(let slot):
            json.member("lane", "toolCall")
            json.member("slot", slot)
            if token.namesCall { encodeCall(of: token, into: &json) }
        }
        json.member("text", token.text)
        if token.pieces != 1 { json.member("pieces", token.pieces) }
    }

    /// What there was at the end.
    func encode(_ result: RunResult, of run: RunContext, into json: inout JSONWriter) {
        encode(result.choices, into: &json)
        if let usage = result.usage { json.member("usage", usage) }
        json.object("timing") { json in
            if let first = result.timeToFirstToken { json.member("firstToken", first) }
            json.member("total", result.duration)
        }
        json.member("tokens", result.tokenCount)
        if result.model != run.name { json.member("model", result.model) }
        if result.handlerFailureCount > 0 { json.member("handlerFailures", result.handlerFailureCount) }
    }

    /// Writes what there is of choice 0 as members of the object that is being written, and `choices` if there are several.
    package func encode(_ choices: [RunResult.Choice], into json: inout JSONWriter) {
        if let first = choices.first { encode(first, into: &json) }
        guard choices.count > 1 else { return }
        json.array("choices", choices.enumerated()) { json, element in
            json.object { json in
                json.member("choice", element.offset)
                if let reason = element.element.finishReason { json.member("finish", reason.rawValue) }
                encode(element.element, into: &json)
            }
        }
    }

    func encode(_ calls: [ToolCall], into json: inout JSONWriter) {
        json.array("toolCalls", calls) { json, call in
            json.object { json in
                json.member("slot", call.slot)
                json.member("id", call.id)
                json.member("name", call.name)
                json.member("arguments", call.arguments)
            }
        }
    }

    private func encode(_ choice: RunResult.Choice, into json: inout JSONWriter) {
        json.member("text", choice.text)
        if !choice.reasoning.isEmpty { json.member("reasoning", choice.reasoning) }
        if !choice.refusal.isEmpty { json.member("refusal", choice.refusal) }
        if !choice.toolCalls.isEmpty { encode(choice.toolCalls, into: &json) }
    }

    private func encodeCall(of token: TokenDelta, into json: inout JSONWriter) {
        let (id, name) = (token.callID, token.callName)
        if !id.isEmpty { json.member("id", id) }
        if !name.isEmpty { json.member("name", name) }
    }
}
