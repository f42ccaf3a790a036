// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

struct RunSizesTests {
    @Test func `what a run has in segments counts, in plans and against a limit`() async throws {
        let database = try DatabaseQueue()
        let transcript = try TranscriptHandler(database)
        for answer in ["old", "new"] {
            try await ScriptedModel(answer).generate("Hi", callbacks: [.handler(transcript)])
        }
        let editor = try TranscriptEditor(database)
        let old = try editor.reader.run("last~1")
        let before = try editor.plan(deleting: [old]).bytes
        #expect(before > 3)
        try await database.write { db in
            let insert = "INSERT INTO segment (run_id, text, timing) VALUES (1, zeroblob(1000), zeroblob(24))"
            for _ in 0..<2 { try db.execute(sql: insert) }
        }
        let plan = try editor.plan(deleting: [old])
        #expect(plan.bytes == before + 2048)
        var rule = PruneRule()
        rule.maxBytes = 2048
        #expect(try editor.plan(rule).runs.map(\.id) == [old.id])
        #expect(try editor.plan(rule).bytes == plan.bytes)
        #expect(try editor.delete(plan).bytes == plan.bytes)
    }
}
