// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksTesting
import Testing

@testable import LLMCallbacksSQLite

/// Runs that are larger than what SQLite takes as one text: nothing traps, and the file stays of use.
@Suite(.timeLimit(.minutes(5)))
struct RunCompactionTests {
    private let database: DatabaseQueue
    private let transcript: TranscriptHandler
    private let reader: TranscriptReader

    init() throws {
        database = try DatabaseQueue()
        transcript = try TranscriptHandler(database)
        reader = try TranscriptReader(database)
    }

    @Test func `a run that is too large to be put together stays in segments, and can be read`() async throws {
        try await record(puttingTogether: [nil, 99]) { (run: RecordedRun) throws in
            #expect(try segmentCount() >= 2)
            #expect(run.chunkCount == 20 && run.timeToFirstToken != nil)
            #expect(try reader.output(of: run)[0].text == String(repeating: "piece ", count: 20))
            #expect(try reader.search(SearchQuery("piece")).isEmpty)
            let editor = try TranscriptEditor(database)
            #expect(try editor.check() == [])
            #expect(try editor.delete(editor.plan(deleting: [run])).runs == [run.id])
            #expect(try segmentCount() == 0)
            #expect(try editor.check() == [])
        }
    }

    @Test func `a run just below the limit is put together, and found`() async throws {
        try await record(puttingTogether: [nil, 1000]) { (run: RecordedRun) throws in
            #expect(try segmentCount() == 0)
            #expect(run.chunkCount == 20)
            #expect(try reader.search(SearchQuery("piece")).map(\.run.id) == [run.id])
            #expect(try TranscriptEditor(database).check() == [])
        }
    }

    @Test func `what was put together before a run grew too large stays in the index`() async throws {
        try await record(puttingTogether: [99, 99]) { (run: RecordedRun) throws in
            #expect(try segmentCount() >= 1)
            #expect(run.chunkCount == 20)
            #expect(try reader.output(of: run)[0].text == String(repeating: "piece ", count: 20))
            #expect(try reader.search(SearchQuery("piece")).map(\.run.id) == [run.id])
            #expect(try TranscriptEditor(database).check() == [])
        }
    }

    @Test func `a file in which a run is under way is whole`() async throws {
        let before = try await ScriptedModel("before").generate("Hello", callbacks: [.handler(transcript)])
        try await record(puttingTogether: [nil]) { (run: RecordedRun) throws in
            let editor = try TranscriptEditor(database)
            #expect(try run.status == .running && editor.check() == [])
            #expect(try reader.check() == [])
            try database.write { db in
                try db.execute(sql: "UPDATE output SET text = 'changed' WHERE run_id <> ?", arguments: [run.rowID])
            }
            #expect(try editor.check().contains("the search index does not fit the texts"))
            #expect(try reader.check() == editor.check())
            #expect(try reader.search(SearchQuery("Hello")).map(\.run.id) == [before.runID])
        }
    }

    /// Records 60 bytes for each limit, in one segment or, on a busy machine, in several, and then puts together what there is, as a
    /// program does that finds the run of one that died; and checks while the run goes on.
    private func record(
        puttingTogether limits: [Int?],
        check: @escaping @Sendable (RecordedRun) throws -> Void
    ) async throws {
        let model = AnyStreamingModel("model") { [database, transcript, reader] _, output in
            for limit in limits {
                for _ in 0..<10 { try await output.send(.text("piece ")) }
                await transcript.flush()
                guard let limit else { continue }
                try await database.write { db in
                    try db.execute(sql: "UPDATE run SET status = 'interrupted'")
                    try RunCompaction.compact(1, limit: limit, db)
                }
            }
            try check(reader.run("last"))
        }
        try await model.generate("Hello", callbacks: [.handler(transcript)])
    }

    private func segmentCount() throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM segment") ?? 0 }
    }
}
