// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What Docs/Schema.md says is so.
struct SchemaDocumentTests {
    private let folder: TestFolder
    private let document: String

    init() throws {
        folder = try TestFolder()
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        document = try String(contentsOf: root.appendingPathComponent("Docs/Schema.md"), encoding: .utf8)
    }

    @Test func `it is what the database says of itself`() throws {
        let made = try Program.run(built: "SchemaDocument")
        #expect(made.output == document, "run scripts/schema")
        #expect(document.matches(of: /(?m)^\| `/).count > 80, "columns")
    }

    @Test func `every column has a name that says all, or a remark`() throws {
        let plain: Set = [
            "id", "uid", "title", "note", "started_us", "role", "content", "name", "choice", "text", "input", "output",
            "t_us", "kind",
            "pid", "opened_us", "duration_us", "tool_call_id", "call_id", "call_name", "at_us", "runs", "chunks", "seq",
            "pos",
            "run_id", "message_id", "session_id", "writer_id", "handler_failures", "output_tokens",
            // See "Encodings".
            "data", "timing",
        ]
        for row in document.matches(of: /(?m)^\| `([a-z_]+)` \| [A-Za-z ]* \| (.*)\|$/)
        where row.2.allSatisfy({ $0 == " " }) {
            #expect(plain.contains(String(row.1)), "\(row.1) has no remark")
        }
    }

    @Test func `every query does what it says in the plain sqlite3 program`() async throws {
        let runs = try await record()
        let queries = document.split(separator: "```sql\n").dropFirst().compactMap { $0.split(separator: "```").first }
        #expect(queries.count >= 15)
        for query in queries {
            let answer = try Program.run("sqlite3", "-readonly", folder.file(), String(query))
            #expect(answer.status == 0, "\(query)\n\(answer.output)")
            let isAboutLoss = query.contains("lost > 0") || query.contains("deletion") || query.contains("= 'running'")
            #expect(answer.output.isEmpty == isAboutLoss, "\(query)")
        }
        #expect(runs == 3)
    }

    @Test func `the query for pieces gives them with their times, as the reader does`() async throws {
        _ = try await record()
        let query = try #require(
            document.split(separator: "```sql\n").first { $0.contains("RECURSIVE\n    source") }?.split(
                separator: "```"
            ).first
        )
        let answer = try Program.run("sqlite3", "-readonly", folder.file(), String(query))
        let reader = try TranscriptReader(path: folder.file())
        let expected = try reader.chunks(of: reader.run("last")).map { chunk in
            let microseconds =
                chunk.time.components.attoseconds / 1_000_000_000_000 + chunk.time.components.seconds * 1_000_000
            return "\(Double(microseconds) / 1000)|\(chunk.token.lane.word)|\(chunk.token.text)"
        }
        #expect(answer.output.split(separator: "\n").map(String.init) == expected)
        #expect(expected.count == 9)
    }

    /// Runs with all that a transcript can hold. Returns how many.
    private func record() async throws -> Int {
        let transcript = try TranscriptHandler(path: folder.file())
        let manager = CallbackManager([.handler(transcript)])
        await #expect(throws: ModelError.self) {
            try await ScriptedModel(tokens: ["no"], failingWith: ModelError(.server, "down")).generate(
                "A song",
                manager: manager
            )
        }
        var usage = TokenUsage()
        usage.input = 3
        usage.output = 4
        let model = ScriptedModel(steps: [
            .send(.retrying(Retry(attempt: 1, delay: .zero, reason: "busy"))), .send(.reasoning("hm ")), "to ", "be",
            .send(.custom(name: "note", data: [1])),
            .send(.toolCall(slot: 0, id: "call_1", name: "look", arguments: "{")),
            .send(.text("", choice: 1)), .send(.toolCall(slot: 0, arguments: "}")), .send(.replaced(TokenDelta("é!"))),
            "🎵",
            .send(.text(String(repeating: "x", count: 300))), .send(.usage(usage)), .finish(.stop),
        ])
        _ = try await manager.run("plan", kind: .chain, value: "x") { _ in
            try await model.generate("A song, please", options: RunOptions(tags: ["poem"]))
        }
        return 3
    }
}

extension TokenDelta.Lane {
    fileprivate var word: String {
        switch self {
        case .toolCall: "toolCall"
        default: "\(self)"
        }
    }
}
