// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Parts of a run in words.
enum RunText {
    /// A value as JSON.
    static func json(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return writer.text
    }

    /// A lane as a heading.
    static func name(of lane: TokenDelta.Lane, call: String = "") -> String {
        switch lane {
        case .text: "Answer"
        case .reasoning: "Reasoning"
        case .refusal: "Refusal"
        case .toolCall(let slot): call.isEmpty ? "Tool call \(slot)" : "Tool call \(call)"
        }
    }

    /// Parameters that were given, in the order of JSON Lines.
    static func parameters(_ parameters: ModelRequest.Parameters) -> [(name: String, value: String)] {
        var list: [(String, String)] = []
        if let temperature = parameters.temperature { list.append(("temperature", "\(temperature)")) }
        if let share = parameters.topP { list.append(("topP", "\(share)")) }
        if let count = parameters.maxTokens { list.append(("maxTokens", "\(count)")) }
        if let count = parameters.choices { list.append(("choices", "\(count)")) }
        if let seed = parameters.seed { list.append(("seed", "\(seed)")) }
        if !parameters.stop.isEmpty { list.append(("stop", json(.array(parameters.stop.map { .string($0) })))) }
        if !parameters.tools.isEmpty { list.append(("tools", json(.array(parameters.tools)))) }
        if !parameters.extra.isEmpty { list.append(("extra", json(.object(parameters.extra)))) }
        return list
    }
}

extension ExportedRun {
    /// What is to be said of the run in a line each: who, when, how it ended, and what it used.
    var facts: [(name: String, value: String)] {
        var facts = [
            ("Run", context.id.description), ("Model", modelText), ("Started", context.startedAt.description),
            ("Status", statusText),
        ]
        if let finish = result?.finishReason { facts.append(("Finish", finish.rawValue)) }
        let timing = StreamTiming(events)
        if let first = timing.timeToFirst { facts.append(("First piece", NumberText.short(first))) }
        facts.append(("Total", NumberText.short(timing.total)))
        facts.append(("Pieces", "\(timing.arrivals.count)"))
        if let usage = result?.usage { facts.append(("Tokens", usage.text)) }
        if let cost { facts.append(("Cost", cost)) }
        if let session = context.session { facts.append(("Session", session)) }
        if !context.tags.isEmpty { facts.append(("Tags", context.tags.joined(separator: ", "))) }
        if !context.metadata.isEmpty { facts.append(("Metadata", RunText.json(.object(context.metadata)))) }
        for (name, value) in RunText.parameters(input.parameters) { facts.append((name, value)) }
        if lostCount > 0 { facts.append(("Lost pieces", "\(lostCount)")) }
        return facts
    }

    var modelText: String { model == context.name ? model : "\(model) (asked as \(context.name))" }

    /// The status, and who is to blame.
    var statusText: String {
        guard let cancellation else { return status }
        return switch cancellation {
        case .task: "cancelled by its task"
        case .abandoned: "cancelled: nobody read on"
        case .stopped(let reason): "stopped: \(reason)"
        }
    }
}

extension TokenUsage {
    /// Tokens in and out, with a note on numbers that the server did not tell.
    var text: String {
        var text = "\(inputTokens.map(String.init) ?? "?") in, \(outputTokens.map(String.init) ?? "?") out"
        if let reasoning { text += " (\(reasoning.tokens) reasoning)" }
        return source == .reported ? text : "\(text), \(source.summary.rawValue)"
    }
}
