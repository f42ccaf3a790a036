// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Writes a list of recorded runs in the form that was asked for.
struct RunReport {
    let format: ReportFormat
    let display: Display

    /// Writes the runs.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func write(_ runs: [RecordedRun], from reader: TranscriptReader?) throws {
        var output = display.output()
        switch format {
        case .json, .jsonl: try writeJSON(runs, to: &output)
        case .tsv: try writeRows(runs, to: &output)
        case .table, .md:
            let shortIDs = try reader?.shortIDs(of: runs) ?? [:]
            let rows = RunTable(isForPeople: true, shortIDs: shortIDs)
            var table = Table(RunTable.columns)
            for run in runs { table.add(rows.row(run)) }
            try write(table, to: &output)
        }
        try output.finish()
    }

    private func write(_ table: Table, to output: inout PagedOutput) throws {
        if format == .md { return try output.write(table.markdown) }
        guard !table.rows.isEmpty else { return }
        for line in table.lines(display.style, columns: Terminal.width) { try output.write(line) }
    }

    private func writeRows(_ runs: [RecordedRun], to output: inout PagedOutput) throws {
        let rows = RunTable(isForPeople: false, shortIDs: [:])
        try output.writeAll(runs.lazy.map { Array(Table.tabbed(rows.row($0)).utf8) })
    }

    private func writeJSON(_ runs: [RecordedRun], to output: inout PagedOutput) throws {
        var list = JSONList(isArray: format == .json)
        try output.writeAll(runs.lazy.map { run in list.next { $0.members(of: run) } })
        try output.write(list.end)
    }
}
