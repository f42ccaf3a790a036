// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// A run for people: its numbers, then what was said.
struct RunPage {
    let document: RunDocument
    let style: TextStyle
    /// Whether recorded text is shown as it is.
    let isRaw: Bool

    private var run: RecordedRun { document.run }

    /// The page.
    var text: String { facts + inputs + outputs + notable }

    // MARK: Numbers

    private var facts: String {
        var facts: [(String, String)] = [
            ("run", style.bold(run.id.description)),
            ("model", run.model == run.name ? line(run.name) : "\(line(run.model)) (asked for \(line(run.name)))"),
            ("status", status),
            ("started", "\(started.text) \(started.offset), \(age)"),
        ]
        if run.kind != .model { facts.insert(("kind", line(run.kind.rawValue)), at: 1) }
        if let title = run.title { facts.append(("title", line(title))) }
        if let note = run.note { facts.append(("note", line(note))) }
        if !run.tags.isEmpty { facts.append(("tags", run.tags.map(line).joined(separator: ", "))) }
        if run.session != run.id.description { facts.append(("session", line(run.session))) }
        if let parent = run.parentID { facts.append(("parent", parent.description)) }
        if !run.metadata.isEmpty { facts.append(("metadata", line(Self.json(.object(run.metadata))))) }
        if let parameters { facts.append(("parameters", line(parameters))) }
        facts.append(("timing", RunTiming(document).text))
        if let usage = run.usage { facts.append(("tokens", tokens(usage))) }
        if let error = run.error { facts.append(("error", style.red(line("\(error)")))) }
        if run.lostCount > 0 { facts.append(("lost", style.red(Figures.count(run.lostCount, "chunk")))) }
        return facts.map { name, value in
            style.dim(name + String(repeating: " ", count: max(1, 11 - name.utf8.count))) + value + "\n"
        }.joined()
    }

    private var started: LocalTime { LocalTime(run.startedAt) }

    private var age: String {
        let age = Figures.age(of: run.startedAt, at: .now)
        return age == "now" ? "just now" : "\(age) ago"
    }

    private var status: String {
        let word = style.emphasize(run.status.rawValue, run.status.emphasis)
        let reason = run.cancellation?.description ?? run.finishReason?.rawValue
        return reason.map { "\(word) (\(line($0)))" } ?? word
    }

    private func tokens(_ usage: TokenUsage) -> String {
        var parts: [String] = []
        if let input = usage.input { parts.append("\(input.tokens) in") }
        if let cached = usage.cacheRead { parts.append("\(cached.tokens) of them cached") }
        if let output = usage.output { parts.append("\(output.tokens) out") }
        if let reasoning = usage.reasoning { parts.append("\(reasoning.tokens) of them reasoning") }
        if let cost = run.cost { parts.append("$\(cost.amount)") }
        return "\(parts.joined(separator: ", ")) (\(usage.source.summary.rawValue))"
    }

    private var parameters: String? {
        let parameters = document.input.parameters
        guard parameters != ModelRequest.Parameters() else { return nil }
        var json = JSONWriter()
        json.object { JSONLinesEncoder().encode(.request(ModelRequest([], parameters: parameters)), into: &$0) }
        // {"input":[],"parameters":{…}}
        return String(json.text.dropFirst(25).dropLast())
    }

    // MARK: What was said

    private var inputs: String {
        if case .value(let value) = document.input { return section("input", block(Self.json(value))) }
        return document.input.messages.map { message in
            let calls = message.toolCalls.map(call).joined()
            let text = message.content.isEmpty && !calls.isEmpty ? "" : block(message.content)
            return section(line(message.role.rawValue), text + calls)
        }.joined()
    }

    private var outputs: String {
        document.choices.enumerated().map { number, choice in
            let name = document.choices.count > 1 ? " \(number)" : ""
            var text = ""
            if !choice.reasoning.isEmpty { text += section("reasoning\(name)", style.dim(block(choice.reasoning))) }
            if !choice.text.isEmpty { text += section("answer\(name)", block(choice.text)) }
            if !choice.refusal.isEmpty { text += section("refusal\(name)", block(choice.refusal)) }
            if !choice.toolCalls.isEmpty { text += section("calls\(name)", choice.toolCalls.map(call).joined()) }
            return text
        }.joined()
    }

    /// Events that are neither pieces nor the start or the end.
    private var notable: String {
        let encoder = JSONLinesEncoder()
        let lines = document.events.compactMap { event -> String? in
            guard event.token == nil, event.sequence > 0, !event.isTerminal else { return nil }
            let json = String(decoding: encoder.encode(event), as: UTF8.self)
            return "\(Figures.decimals(event.time / .seconds(1), 3)) s  \(line(json))\n"
        }
        return lines.isEmpty ? "" : section("events", lines.joined())
    }

    private func call(_ call: ToolCall) -> String { "\(line(call.name))(\(line(call.arguments)))\n" }

    private func section(_ heading: String, _ text: String) -> String {
        "\n\(style.bold("── \(heading) ──"))\n\(text)"
    }

    /// Recorded text, with a line feed at its end.
    private func block(_ text: String) -> String {
        let shown = isRaw ? text : VisibleText.lines(text)
        return shown.hasSuffix("\n") ? shown : shown + "\n"
    }

    private func line(_ text: String) -> String { isRaw ? text : VisibleText.line(text) }

    private static func json(_ value: JSONValue) -> String {
        var json = JSONWriter()
        json.value(value)
        return json.text
    }
}
