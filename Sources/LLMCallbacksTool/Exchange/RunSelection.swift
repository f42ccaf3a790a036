// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

/// Some of the recorded runs, given out one by one: never more than a page of them is in memory.
struct RunSelection {
    private static let pageSize = 200

    private let reader: TranscriptReader
    private let named: [RecordedRun]?
    private let query: RunQuery

    /// Finds the runs that are named, each once; without a name, and unless it is to be all that the query lets through, the last one.
    ///
    /// - Throws: `TranscriptError` if one is not there.
    init(ids: [String], isAll: Bool, query: RunQuery, _ reader: TranscriptReader) throws {
        self.reader = reader
        self.query = query
        let names = ids.isEmpty && !isAll ? ["last"] : ids
        named = isAll ? nil : try Self.runs(named: names, in: reader)
    }

    /// Each run once, where its first name stands.
    private static func runs(named names: [String], in reader: TranscriptReader) throws -> [RecordedRun] {
        var known: Set<RecordedRun.ID> = []
        return try names.map { try reader.run($0) }.filter { known.insert($0.id).inserted }
    }

    /// Whether at most one run can be in it.
    var isSingle: Bool { named?.count == 1 }

    /// Calls for each run, those of a query oldest first.
    func forEach(_ body: (RecordedRun, TranscriptReader) throws -> Void) throws {
        if let named {
            for run in named { try body(run, reader) }
            return
        }
        var page = query
        page.order = .oldestFirst
        page.limit = Self.pageSize
        while true {
            let runs = try reader.runs(page)
            for run in runs { try body(run, reader) }
            if runs.count < Self.pageSize { return }
            page.offset += runs.count
        }
    }

    /// Writes the runs, and nothing of any other, into a new database.
    func copy(to path: String) throws {
        var ids: [RecordedRun.ID] = []
        try forEach { run, _ in ids.append(run.id) }
        try reader.copy(ids, to: path)
    }
}
