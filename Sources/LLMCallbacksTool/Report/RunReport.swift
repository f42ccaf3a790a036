// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Writes a list of recorded runs in the form that was asked for.
struct RunReport {
    let format: ReportFormat
    let display: Display
    /// Which members objects have, where the form is JSON.
    var fields = RunField.allCases

    /// Writes runs that are read already.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func write(_ runs: [RecordedRun], from reader: TranscriptReader) throws {
        try write(from: reader) { body in
            for run in runs where try !body(run) { return }
        }
    }

    /// Writes the runs that are wanted, as they are read where the form allows it. Returns how many there are.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func write(_ query: RunQuery, from reader: TranscriptReader) throws -> Int {
        var count = 0
        try write(from: reader) { body in
            try reader.forEachRun(query) { run in
                count += 1
                return try body(run)
            }
        }
        return count
    }

    /// Writes a list without runs.
    func writeNothing() throws {
        var output = display.output()
        try output.write(JSONList(isArray: format == .json).end)
        try output.finish()
    }

    private func write(from reader: TranscriptReader, _ forEach: ((RecordedRun) throws -> Bool) throws -> Void) throws {
        var output = display.output()
        switch format {
        case .json, .jsonl:
            var list = JSONList(isArray: format == .json)
            try forEach { run in try output.add(list.next { $0.members(of: run, fields) }) }
            try output.write(list.end)
        case .tsv:
            let rows = RunTable(isForPeople: false, shortIDs: [:])
            try forEach { run in try output.add(Array(Table.tabbed(rows.row(run)).utf8)) }
        case .table, .md:
            var runs: [RecordedRun] = []
            try forEach { run in
                runs.append(run)
                return true
            }
            try write(try table(of: runs, reader), to: &output)
        }
        try output.finish()
    }

    private func table(of runs: [RecordedRun], _ reader: TranscriptReader) throws -> Table {
        let rows = RunTable(isForPeople: true, shortIDs: try reader.shortIDs(of: runs))
        var table = Table(RunTable.columns)
        for run in runs { table.add(rows.row(run)) }
        return table
    }

    private func write(_ table: Table, to output: inout PagedOutput) throws {
        if format == .md { return try output.write(table.markdown) }
        guard !table.rows.isEmpty else { return }
        for line in table.lines(display.style, columns: Terminal.width) { try output.write(line) }
    }
}
