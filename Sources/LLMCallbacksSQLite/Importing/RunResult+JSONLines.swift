// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension RunInput {
    /// Reads what a line of a start says of the input.
    init(recorded members: [String: JSONValue]) {
        let input = members["input"] ?? .null
        let isModel = (members["kind"]?.text ?? RunKind.model.rawValue) == RunKind.model.rawValue
        guard isModel || members["parameters"] != nil, let elements = input.elements else {
            self = .value(input)
            return
        }
        let messages = elements.map { ModelMessage(recorded: $0) }
        let parameters = members["parameters"].map { ModelRequest.Parameters(recorded: $0) }
        self = .request(ModelRequest(messages, parameters: parameters ?? ModelRequest.Parameters()))
    }
}

extension ModelMessage {
    /// Reads a message as JSON Lines have it.
    init(recorded json: JSONValue) {
        let members = json.members ?? [:]
        self.init(
            role: Role(rawValue: members["role"]?.text ?? ""),
            content: members["content"]?.text ?? "",
            name: members["name"]?.text,
            toolCalls: members["toolCalls"]?.elements?.map { ToolCall(recorded: $0) } ?? [],
            toolCallID: members["toolCallID"]?.text
        )
    }
}

extension RunResult {
    /// Reads what a line of a terminal event says of the answer.
    init(recorded members: [String: JSONValue], of run: OpenRun, _ outcome: Outcome) {
        let timing = members["timing"]?.members ?? [:]
        var choices = [Choice(recorded: members)]
        for element in (members["choices"]?.elements ?? []).prefix(1024) {
            let number = min(max(element.members?["choice"]?.whole ?? 0, 0), 1023)
            while choices.count <= number { choices.append(Choice(text: "")) }
            choices[number] = Choice(recorded: element.members ?? [:])
        }
        self.init(
            runID: run.context.id,
            outcome: outcome,
            choices: choices,
            usage: members["usage"].flatMap { TokenUsage(json: $0) },
            model: members["model"]?.text ?? run.context.name,
            timeToFirstToken: Self.duration(timing["firstToken"]) ?? run.firstTime,
            duration: Self.duration(timing["total"]) ?? Self.duration(members["t"]) ?? .zero,
            tokenCount: max(0, members["tokens"]?.whole ?? run.tokenCount),
            handlerFailures: [],
            handlerFailureCount: max(0, members["handlerFailures"]?.whole ?? 0)
        )
    }

    private static func duration(_ json: JSONValue?) -> Duration? {
        guard let seconds = json?.fraction, (0..<1e9).contains(seconds) else { return nil }
        return .microseconds(Int64((seconds * 1e6).rounded()))
    }
}

extension RunResult.Choice {
    /// An answer that is a text and nothing else.
    init(text: String) {
        self = AnswerBuilder().choices()[0]
        self.text = text
    }

    fileprivate init(recorded members: [String: JSONValue]) {
        self.init(text: members["text"]?.text ?? "")
        reasoning = members["reasoning"]?.text ?? ""
        refusal = members["refusal"]?.text ?? ""
        toolCalls = members["toolCalls"]?.elements?.map { ToolCall(recorded: $0) } ?? []
        finishReason = members["finish"]?.text.map { FinishReason(rawValue: $0) }
    }
}
