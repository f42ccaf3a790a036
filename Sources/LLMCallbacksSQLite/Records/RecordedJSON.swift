// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension JSONValue {
    var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var whole: Int? { if case .integer(let number) = self { number } else { nil } }
    var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var fraction: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    /// The value as text, in JSON.
    var json: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }
}

extension TokenUsage {
    /// The counts as JSON Lines tell them.
    var recordedJSON: String {
        var writer = JSONWriter()
        writer.object { $0.member("usage", self) }
        // The member alone, without the object around it.
        return String(writer.text.dropFirst(9).dropLast())
    }
}

extension ModelError {
    /// Reads what JSON Lines call `error`.
    init(recorded json: JSONValue) {
        let members = json.members ?? [:]
        self.init(
            Kind(rawValue: members["kind"]?.text ?? Kind.model.rawValue),
            members["message"]?.text ?? "",
            status: members["status"]?.whole,
            requestID: members["requestID"]?.text
        )
    }

    /// The error as JSON Lines tell it.
    var recordedJSON: String {
        var members: [String: JSONValue] = ["kind": .string(kind.rawValue), "message": .string(message)]
        if let status { members["status"] = .integer(status) }
        if let requestID { members["requestID"] = .string(requestID) }
        return JSONValue.object(members).json
    }
}

extension CancellationReason {
    /// Reads what JSON Lines call `reason`.
    init(recorded text: String) {
        switch text {
        case "task": self = .task
        case "abandoned": self = .abandoned
        default: self = .stopped(text.hasPrefix("stopped: ") ? String(text.dropFirst(9)) : text)
        }
    }
}

extension ToolCall {
    /// The calls as JSON Lines tell them.
    static func recordedJSON(_ calls: [ToolCall]) -> String {
        let values = calls.map { call -> JSONValue in
            [
                "slot": .integer(call.slot), "id": .string(call.id), "name": .string(call.name),
                "arguments": .string(call.arguments),
            ]
        }
        return JSONValue.array(values).json
    }

    init(recorded json: JSONValue) {
        let members = json.members ?? [:]
        self.init(
            slot: members["slot"]?.whole ?? 0,
            id: members["id"]?.text ?? "",
            name: members["name"]?.text ?? "",
            arguments: members["arguments"]?.text ?? ""
        )
    }
}

extension ModelRequest.Parameters {
    /// The parameters as JSON Lines tell them; `nil` if none was given.
    var recordedJSON: JSONValue? {
        guard self != ModelRequest.Parameters() else { return nil }
        var members: [String: JSONValue] = [:]
        if let temperature { members["temperature"] = .number(temperature) }
        if let topP { members["topP"] = .number(topP) }
        if let maxTokens { members["maxTokens"] = .integer(maxTokens) }
        if let choices { members["choices"] = .integer(choices) }
        if let seed { members["seed"] = .integer(seed) }
        if !stop.isEmpty { members["stop"] = .array(stop.map { .string($0) }) }
        if !tools.isEmpty { members["tools"] = .array(tools) }
        if !extra.isEmpty { members["extra"] = .object(extra) }
        return .object(members)
    }

    init(recorded json: JSONValue) {
        let members = json.members ?? [:]
        self.init(
            temperature: members["temperature"]?.fraction,
            topP: members["topP"]?.fraction,
            maxTokens: members["maxTokens"]?.whole,
            choices: members["choices"]?.whole,
            seed: members["seed"]?.whole,
            stop: members["stop"]?.elements?.compactMap(\.text) ?? [],
            tools: members["tools"]?.elements ?? [],
            extra: members["extra"]?.members ?? [:]
        )
    }
}
