// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension HTMLRun {
    /// What went in, how the model was asked, and what else happened. Closed, but there without script.
    func writeDetails(to output: inout ExportOutput) throws {
        try writeInput(to: &output)
        let facts = run.facts.map { ($0.name, HTMLText.content($0.value)) }
        try output.write(Self.details("Parameters and numbers", "", Self.table(facts)))
        let others = run.events.filter { $0.piece == nil && !$0.isTerminal && $0.sequence > 0 }
        guard !others.isEmpty else { return }
        let rows = others.map { event in
            (NumberText.short(event.time), "<code>\(HTMLText.content(Self.json(of: event)))</code>")
        }
        try output.write(Self.details("Other events", "\(others.count)", Self.table(rows)))
    }

    private func writeInput(to output: inout ExportOutput) throws {
        switch run.input {
        case .request(let request):
            // The system's messages come last: they are long, and always the same.
            let messages =
                request.messages.filter { $0.role != .system } + request.messages.filter { $0.role == .system }
            guard !messages.isEmpty else { return }
            let count = messages.count == 1 ? "1 message" : "\(messages.count) messages"
            try output.write("<details class=\"input\"><summary>Input<span>\(count)</span></summary>\n")
            for message in messages { try write(message, to: &output) }
            try output.write("</details>\n")
        case .value(.null): return
        case .value(let value):
            let text = "<div class=\"raw\">\(HTMLText.content(RunText.json(value)))</div>"
            try output.write(Self.details("Input", "", text))
        }
    }

    private func write(_ message: ModelMessage, to output: inout ExportOutput) throws {
        let name = message.name.map { " · \($0)" } ?? message.toolCallID.map { " · \($0)" } ?? ""
        try output.write("<div class=\"message\"><h3>\(HTMLText.content(message.role.rawValue + name))</h3>")
        if !message.content.isEmpty || message.toolCalls.isEmpty {
            try output.write("<div dir=\"auto\">\(HTMLText.content(message.content))</div>")
        }
        for call in message.toolCalls {
            try output.write("<div class=\"mono\">\(HTMLText.content("\(call.name) \(call.arguments)"))</div>")
        }
        try output.write("</div>\n")
    }

    private static func json(of event: CallbackEvent) -> String {
        String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self)
    }

    private static func details(_ name: String, _ remark: String, _ content: String) -> String {
        "<details><summary>\(name)\(remark.isEmpty ? "" : "<span>\(remark)</span>")</summary>\n\(content)\n</details>\n"
    }

    /// A table of texts that are HTML already, but for the names.
    private static func table(_ rows: [(String, String)]) -> String {
        let lines = rows.map { "<tr><th>\(HTMLText.content($0.0))</th><td>\($0.1)</td></tr>" }
        return "<table>\(lines.joined(separator: "\n"))</table>"
    }
}
