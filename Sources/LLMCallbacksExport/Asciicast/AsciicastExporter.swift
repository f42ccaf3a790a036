// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Runs as a recording for terminals, asciicast version 2: https://docs.asciinema.org/manual/asciicast/v2/
///
/// What is shown is what a terminal would have shown: the question, then the reasoning in dim letters and the answer, each
/// piece at its time. Control characters of the text are shown, and do nothing. Several runs follow one another, with a marker
/// at the start of each.
public struct AsciicastExporter: RunExporter {
    /// The size of the terminal.
    private let columns: Int
    private let rows: Int
    /// When the next run starts.
    private var start = Duration.zero
    private var hasHeader = false

    /// Creates an exporter.
    ///
    /// - Parameters:
    ///   - columns: The width of the terminal, at least 1.
    ///   - rows: Its height, at least 1.
    public init(columns: Int = 80, rows: Int = 24) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
    }

    /// Writes a run, half a second behind the end of the one before it.
    public mutating func write(_ run: ExportedRun, to output: inout ExportOutput) throws {
        if !hasHeader { try writeHeader(run, to: &output) } else { try event(.zero, "m", run.heading, to: &output) }
        hasHeader = true
        var screen = AsciicastScreen()
        if let question = run.input.messages.last(where: { $0.role == .user }) {
            try event(.zero, "o", screen.question(question.content), to: &output)
        }
        for piece in run.events {
            guard let (token, isReplacement) = piece.piece, token.choice == 0 else { continue }
            let text = screen.text(token, isReplacement: isReplacement)
            if !text.isEmpty { try event(piece.time, "o", text, to: &output) }
        }
        let end = run.events.last?.time ?? .zero
        try event(end, "o", screen.end(run.error.map { "\($0)" }), to: &output)
        start += end + .milliseconds(500)
    }

    /// Hands on all that waits.
    public mutating func finish(to output: inout ExportOutput) throws { try output.flush() }

    private func writeHeader(_ run: ExportedRun, to output: inout ExportOutput) throws {
        var json = JSONWriter()
        json.object { json in
            json.member("version", 2)
            json.member("width", columns)
            json.member("height", rows)
            json.member("timestamp", Int(run.context.startedAt.secondsSinceEpoch))
            json.member("title", VisibleCharacters.carets(run.heading))
        }
        try output.write(json.bytes)
        try output.write("\n")
    }

    private func event(_ time: Duration, _ code: String, _ data: String, to output: inout ExportOutput) throws {
        var json = JSONWriter()
        json.beginArray()
        json.seconds(start + time)
        json.string(code)
        json.string(data)
        json.endArray()
        try output.write(json.bytes)
        try output.write("\n")
    }
}
