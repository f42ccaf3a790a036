// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A run as a document in Markdown (https://spec.commonmark.org): its numbers, what went in, and what came out.
///
/// Messages and answers stand as they are, for models write Markdown; everything else is fenced.
public struct MarkdownExporter: RunExporter {
    private var isFirst = true

    /// Creates an exporter.
    public init() {}

    /// Writes a run, with a rule before all but the first.
    public mutating func write(_ run: ExportedRun, to output: inout ExportOutput) throws {
        if !isFirst { try output.write("\n---\n\n") }
        isFirst = false
        try output.write("# \(Self.escaped(run.heading))\n\n")
        for (name, value) in run.facts { try output.write("- \(name): \(Self.escaped(value))\n") }
        if let note = run.note { try output.write("\n\(Self.quoted(note))") }
        try writeInput(of: run, to: &output)
        for (number, choice) in run.choices.enumerated() {
            try write(choice, run.choices.count > 1 ? " \(number)" : "", to: &output)
        }
        if let error = run.error { try output.write("\n## Error\n\n\(Self.fenced("\(error)"))") }
    }

    /// Hands on all that waits.
    public mutating func finish(to output: inout ExportOutput) throws { try output.flush() }

    private func writeInput(of run: ExportedRun, to output: inout ExportOutput) throws {
        if case .value(let value) = run.input, value != .null {
            try output.write("\n## Input\n\n\(Self.fenced(RunText.json(value), "json"))")
        }
        for message in run.input.messages {
            let name = message.name.map { " (\($0))" } ?? ""
            try output.write("\n## \(Self.escaped(message.role.rawValue + name))\n\n")
            if !message.content.isEmpty { try output.write(Self.ended(message.content)) }
            for call in message.toolCalls { try write(call, to: &output) }
        }
    }

    private func write(_ choice: RunResult.Choice, _ number: String, to output: inout ExportOutput) throws {
        if !choice.reasoning.isEmpty {
            try output.write("\n## Reasoning\(number)\n\n\(Self.quoted(choice.reasoning))")
        }
        if !choice.refusal.isEmpty { try output.write("\n## Refusal\(number)\n\n\(Self.ended(choice.refusal))") }
        if !choice.text.isEmpty { try output.write("\n## Answer\(number)\n\n\(Self.ended(choice.text))") }
        for call in choice.toolCalls { try write(call, to: &output) }
    }

    private func write(_ call: ToolCall, to output: inout ExportOutput) throws {
        try output.write("\n### Call of \(Self.escaped(call.name))\n\n\(Self.fenced(call.arguments, "json"))")
    }

    private static func ended(_ text: String) -> String { text.utf8.last == UInt8(ascii: "\n") ? text : "\(text)\n" }

    /// A line that is text and nothing else: https://spec.commonmark.org/0.31.2/#backslash-escapes
    private static func escaped(_ text: String) -> String {
        var line = ""
        for character in text {
            if "\\`*_[]<>&#|~".contains(character) { line.append("\\") }
            line.append(character.isNewline ? " " : character)
        }
        return line
    }

    private static func quoted(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "> \($0)\n" }.joined()
    }

    /// A block of code whose fence is longer than any in it: https://spec.commonmark.org/0.31.2/#fenced-code-blocks
    private static func fenced(_ text: String, _ language: String = "") -> String {
        var (longest, current) = (0, 0)
        for byte in text.utf8 {
            current = byte == UInt8(ascii: "`") ? current + 1 : 0
            longest = max(longest, current)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(ended(text))\(fence)\n"
    }
}
