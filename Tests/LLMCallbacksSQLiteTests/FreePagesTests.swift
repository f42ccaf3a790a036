// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

struct FreePagesTests {
    private let folder: TestFolder
    private let text = String(repeating: "0123456789abcde ", count: 8192)

    init() throws { folder = try TestFolder() }

    @Test func `what the pieces of a run took while it was under way is given back`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        try await ScriptedModel(text).generate("Hi", callbacks: [.handler(transcript)])
        let before = try pages()
        #expect(before.free > 20)
        await transcript.close()
        #expect(try pages().free == 0)
        #expect(try pages().all <= before.all - before.free)
        // The handler goes on.
        try await ScriptedModel(text).generate("Hi", callbacks: [.handler(transcript)])
        await transcript.close()
        #expect(try pages().free == 0)
        let editor = try TranscriptEditor(path: folder.file())
        #expect(try editor.check() == [])
        #expect(try editor.reader.runs().map { try editor.reader.output(of: $0)[0].text } == [text, text])
    }

    @Test func `a file that has no map of its pages is written as before, and gets one by VACUUM`() async throws {
        try await DatabaseQueue(path: folder.file()).writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
        let transcript = try TranscriptHandler(path: folder.file())
        try await ScriptedModel(text).generate("Hi", callbacks: [.handler(transcript)])
        await transcript.close()
        #expect(try pages().free > 20)
        let editor = try TranscriptEditor(path: folder.file())
        try editor.vacuum()
        try await ScriptedModel(text).generate("Hi", callbacks: [.handler(transcript)])
        await transcript.close()
        #expect(try pages().free == 0)
        #expect(try editor.check() == [])
    }

    private func pages() throws -> (all: Int, free: Int) {
        try DatabaseQueue(path: folder.file()).read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            )
        }
    }
}
