// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import Testing

@testable import LLMCallbacksSQLite

@Suite(.timeLimit(.minutes(2))) struct ExcerptTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test(arguments: [
        "blue", "blue sky", "\"blue sky\"", "sk*", "\"the sky the\"", "deep OR écho", "the", "the the",
        "\"the sky the sky the sky the sky the sky\" blue", "input : the", "output : (the NOT absent)",
    ])
    func `an excerpt is what SQLite's own function shows`(_ expression: String) throws {
        let database = try DatabaseQueue()
        var random = SeededNumbers(seed: 11)
        let words = ["the", "sky", "blue", "Deep,", "E\u{301}cho", "x.", "yes:", "\n", "—", "水の", "🙂", "over"]
        try database.write { db in
            try db.execute(sql: "CREATE VIRTUAL TABLE search USING fts5 (input, output, tokenize = \(Self.tokenizer))")
            for _ in 0..<200 {
                let texts = (0..<2).map { _ in
                    (0..<Int.random(in: 0...90, using: &random)).map { _ in words.randomElement(using: &random)! }
                        .joined(separator: Bool.random(using: &random) ? " " : "  ")
                }
                try db.execute(sql: "INSERT INTO search VALUES (?, ?)", arguments: StatementArguments(texts))
            }
            try ExcerptFunction.install(in: db)
            try ExcerptFunction.install(in: db)
            for size in [2, 5, 16, 64] {
                let sql = """
                    SELECT snippet(search, -1, '[', ']', '…', \(size)), \(ExcerptFunction.name)(search, \(size))
                    FROM search WHERE search MATCH ?
                    """
                let rows = try Row.fetchAll(db, sql: sql, arguments: [expression])
                #expect(!rows.isEmpty || expression.count > 20)
                for row in rows {
                    let parts = ExcerptFunction.parts(Array(row[1] as Data))
                    #expect(parts.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined() == row[0] as String)
                }
            }
        }
    }

    @Test func `a word that stands in a run half a million times is found while somebody waits`() async throws {
        let text = String(repeating: "needle ", count: 500_000)
        let result = try await AnyStreamingModel("m") { _, output in try await output.send(.text(text)) }
            .generate("hay", callbacks: [.transcript(at: folder.file())])
        let hits = try TranscriptReader(path: folder.file()).search(SearchQuery("needle"))
        #expect(hits.map(\.run.id) == [result.runID])
        #expect(hits[0].snippet.map(\.text).joined() == String(repeating: "needle ", count: 16).dropLast() + "…")
        #expect(hits[0].snippet.filter(\.isMatch).count == 16)
    }

    @Test func `text that looks like a mark is text`() async throws {
        let text = "a \u{F0001}sly\u{F0002} needle"
        _ = try await AnyStreamingModel("m") { _, output in try await output.send(.text(text)) }
            .generate("hay", callbacks: [.transcript(at: folder.file())])
        let hits = try TranscriptReader(path: folder.file()).search(SearchQuery("needle"))
        #expect(
            hits.map(\.snippet) == [
                [
                    SearchHit.Part(text: "a \u{F0001}sly\u{F0002} ", isMatch: false),
                    SearchHit.Part(text: "needle", isMatch: true),
                ]
            ]
        )
    }

    @Test func `an index that does not fit its texts gives an excerpt, and no fault`() throws {
        let database = try DatabaseQueue()
        try database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE source (id INTEGER PRIMARY KEY, input, output);
                    INSERT INTO source VALUES (1, 'some words and a needle', 'and more'), (2, 'a needle', NULL);
                    CREATE VIRTUAL TABLE search USING fts5 (
                        input, output, content = 'source', content_rowid = 'id', tokenize = \(Self.tokenizer));
                    INSERT INTO search (search) VALUES ('rebuild');
                    UPDATE source SET input = 'short', output = NULL WHERE id = 1;
                    """
            )
            try ExcerptFunction.install(in: db)
            let sql = "SELECT \(ExcerptFunction.name)(search, 4) FROM search WHERE search MATCH 'needle' ORDER BY rowid"
            let excerpts = try Data.fetchAll(db, sql: sql).map { ExcerptFunction.parts(Array($0)) }
            #expect(excerpts.map { $0.map(\.text) } == [["short"], ["a ", "needle"]])
        }
    }

    private static let tokenizer = "'unicode61 remove_diacritics 2'"
}
