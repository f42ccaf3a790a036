// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport
import LLMCallbacksSQLite

/// Writes runs in one of the forms that are text.
struct RunExport {
    let format: ExportFormat

    /// Writes the runs, one after another.
    ///
    /// - Throws: `TranscriptError`, and what the closure throws.
    func write(_ runs: RunSelection, _ take: @escaping ([UInt8]) throws -> Void) throws {
        switch format {
        case .jsonl: try write(runs, JSONLinesExporter(), take)
        case .md: try write(runs, MarkdownExporter(), take)
        case .txt: try write(runs, TextExporter(), take)
        case .html: try write(runs, HTMLExporter(), take)
        case .cast: try write(runs, AsciicastExporter(), take)
        case .json, .db: try writeJSON(runs, take)
        }
    }

    private func write(
        _ runs: RunSelection,
        _ exporter: some RunExporter,
        _ take: @escaping ([UInt8]) throws -> Void
    ) throws {
        var exporter = exporter
        var output = ExportOutput(take)
        try runs.forEach { run, reader in
            if let exported = try ExportedRun(run, in: reader) { try exporter.write(exported, to: &output) }
        }
        try exporter.finish(to: &output)
    }

    private func writeJSON(_ runs: RunSelection, _ take: ([UInt8]) throws -> Void) throws {
        guard !runs.isSingle else {
            return try runs.forEach { run, reader in try take(RunDocument(run, in: reader).json) }
        }
        var list = JSONList(isArray: true)
        try runs.forEach { run, reader in
            let document = try RunDocument(run, in: reader)
            try take(list.next { document.members(&$0) })
        }
        try take(list.end)
    }
}

extension ExportedRun {
    /// A recorded run, with what people said of it, and its price. `nil` if it has no events.
    init?(_ run: RecordedRun, in reader: TranscriptReader) throws {
        self.init(events: try reader.events(of: run), status: run.status.rawValue)
        title = run.title
        note = run.note
        lostCount = run.lostCount
        cost = run.cost.map { "$\($0.amount)" }
    }
}
