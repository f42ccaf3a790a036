// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksTesting
import Testing

@testable import LLMCallbacksSQLite

@Suite(.serialized, .timeLimit(.minutes(5))) struct TranscriptImportTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `a live run and its record read alike, line by line, and so does the record of that`() async throws {
        let live = folder.file("live.jsonl")
        let model = AnyStreamingModel("scripted") { _, output in
            try await output.send(.retrying(Retry(attempt: 1, delay: .milliseconds(20), reason: "busy")))
            try await output.send(.reasoning("hm"))
            for piece in ["a", "", "b\0c", "é", "\r\n", "👩‍👩‍👧"] { try await output.send(.text(piece)) }
            try await output.send(.custom(name: "note", data: ["x": [1, nil]]))
            try await output.send(.token(TokenDelta("{", lane: .toolCall(slot: 1), callID: "call_1", callName: "f")))
            try await output.send(.replaced(TokenDelta("new")))
            try await output.send(.usage(TokenUsage(inputTokens: 3, outputTokens: 9)))
            try await output.send(.finish(.toolCalls))
        }
        let options = RunOptions(session: "s", tags: ["t"], metadata: ["k": "v"])
        _ = try await model.generate(
            ModelRequest([.system("S"), .user("Hi")], parameters: .init(temperature: 0.5)),
            callbacks: [.jsonLines(path: live), .transcript(at: folder.file())],
            options: options
        )
        let lines = try String(contentsOfFile: live, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count == 13)
        #expect(try recorded(folder.file()) == lines)
        #expect(try add(lines) == TranscriptImport.Outcome(imported: 1, known: 0))
        #expect(try recorded(folder.file("copy.sqlite")) == lines)
        // Again: it is there.
        #expect(try add(lines) == TranscriptImport.Outcome(imported: 0, known: 1))
        #expect(try TranscriptReader(path: folder.file("copy.sqlite")).runCount() == 1)
    }

    @Test func `runs keep their own sessions, and the tree that they were in`() async throws {
        let leaf = AnyStreamingModel("leaf") { _, output in try await output.send(.text("x")) }
        let manager = CallbackManager([.transcript(at: folder.file())])
        for session in ["one", "two"] {
            _ = try await manager.run("chain", kind: .chain, value: .null, options: RunOptions(session: session)) { _ in
                try await leaf.generate("Hi")
            }
        }
        _ = try await leaf.generate("alone", manager: manager)
        let reader = try TranscriptReader(path: folder.file())
        let lines = try reader.runs().flatMap { run in
            try reader.events(of: run).map { String(decoding: JSONLinesEncoder().encode($0), as: UTF8.self) }
        }
        #expect(try add(lines).imported == 5)
        let copy = try TranscriptReader(path: folder.file("copy.sqlite"))
        for run in try reader.runs() {
            let other = try #require(try copy.run(id: run.id))
            #expect(other.session == run.session)
            #expect(other.parentID == run.parentID)
            #expect(other.kind == run.kind)
        }
        #expect(try copy.sessions().count == 3)
    }

    @Test func `a damaged line is named, and nothing comes in`() async throws {
        let lines = try await recordedLines()
        let damaged = lines.prefix(2) + ["", lines[2] + "}"]
        let fault = try #require(throws: TranscriptError.self) { try add(Array(damaged)) }
        #expect(fault.code == .damaged)
        #expect(fault.message.hasPrefix("line 4: no valid JSON at byte"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("copy.sqlite")))
    }

    @Test func `a run without an end is interrupted, and can be found by its words`() async throws {
        let lines = try await recordedLines()
        #expect(try add(Array(lines.dropLast())) == TranscriptImport.Outcome(imported: 1, known: 0))
        let reader = try TranscriptReader(path: folder.file("copy.sqlite"))
        let run = try reader.run("last")
        #expect(run.status == .interrupted)
        #expect(try reader.output(of: run)[0].text == "one two three")
        #expect(try reader.search(SearchQuery("three")).map(\.run.id) == [run.id])
        #expect(try recorded(folder.file("copy.sqlite")) == Array(lines.dropLast()))
    }

    @Test func `a transcript that is taken into itself has all runs already`() async throws {
        let path = folder.file()
        try await ScriptedModel("a").generate("Hello", callbacks: [.handler(TranscriptHandler(path: path))])
        let outcome = try TranscriptImport.copy(path, into: path)
        #expect(outcome.imported == 0 && outcome.known == 1)
    }

    @Test func `the draft is gone with the import, whatever became of it`() async throws {
        let folder = try TestFolder()
        func drafts() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
        let lines = try await recordedLines()
        for lines in [lines, ["{"]] {
            let imports = try TranscriptImport(draftIn: URL(fileURLWithPath: folder.path))
            #expect(try !drafts().isEmpty)
            _ = try? add(lines, to: imports)
        }
        #expect(try drafts().isEmpty)
    }

    @Test func `another transcript comes in whole, but for what is there`() async throws {
        _ = try await recordedLines()
        let outcome = try TranscriptImport.copy(folder.file(), into: folder.file("copy.sqlite"))
        #expect(outcome == TranscriptImport.Outcome(imported: 1, known: 0))
        #expect(try recorded(folder.file("copy.sqlite")) == recorded(folder.file()))
        #expect(try TranscriptImport.copy(folder.file(), into: folder.file("copy.sqlite")).known == 1)
    }

    @Test func `chosen runs are copied, and nothing of any other`() async throws {
        _ = try await recordedLines()
        let secret = AnyStreamingModel("other") { _, output in try await output.send(.text("hidden")) }
        let options = RunOptions(session: "private")
        _ = try await secret.generate("secret", callbacks: [.transcript(at: folder.file())], options: options)
        let reader = try TranscriptReader(path: folder.file())
        let chosen = try reader.run("last~1")
        let copy = folder.file("copy.sqlite")
        try reader.copy([chosen.id], to: copy)
        #expect(try TranscriptReader(path: copy).runs().map(\.id) == [chosen.id])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        for word in ["hidden", "secret", "private"] { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)") }
        #expect(try TranscriptEditor(path: copy).check() == [])
        #expect(throws: TranscriptError.self) { try reader.copy([chosen.id], to: copy) }
    }

    @Test(arguments: [2, 3]) func `an asciicast is a run whose pieces are its output`(version: Int) throws {
        let lines = [
            #"{"version":\#(version),"width":80,"height":24,"timestamp":1504467315,"title":"Demo"}"#,
            #"[0.5,"o","Hello "]"#, #"[0.75,"i","x"]"#, #"[1.25,"o","world\r\n"]"#,
        ]
        let imports = try TranscriptImport()
        var rest = lines[...]
        try imports.addAsciicast { rest.popFirst().map { Array($0.utf8) } }
        _ = try imports.commit(into: folder.file())
        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        #expect(run.title == "Demo")
        #expect(run.startedAt.secondsSinceEpoch == 1_504_467_315)
        let chunks = try reader.chunks(of: run)
        #expect(chunks.map(\.token.text) == ["Hello ", "world\r\n"])
        #expect(chunks.map(\.time) == (version == 2 ? [0.5, 1.25] : [0.5, 2.5]).map { .seconds($0) })
    }

    @Test(arguments: [
        ["{}"], [#"{"version":1}"#], [#"{"version":2}"#, #"[1,"o"]"#], [#"{"version":2}"#, #"[-1,"o","x"]"#], [],
    ])
    func `what is no asciicast is none`(lines: [String]) throws {
        let imports = try TranscriptImport()
        var rest = lines[...]
        #expect(throws: TranscriptError.self) { try imports.addAsciicast { rest.popFirst().map { Array($0.utf8) } } }
    }

    @Test func `logs of llm are runs, and their conversations sessions`() throws {
        let path = folder.file("logs.db")
        let logs = try DatabaseQueue(path: path)
        try logs.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE conversations (id TEXT PRIMARY KEY, name TEXT, model TEXT);
                    CREATE TABLE responses (id TEXT PRIMARY KEY, model TEXT, prompt TEXT, system TEXT, response TEXT,
                        conversation_id TEXT, duration_ms INTEGER, datetime_utc TEXT, input_tokens INTEGER, output_tokens);
                    INSERT INTO responses VALUES
                        ('01a', 'gpt-4o', 'Hi', 'Be brief.', 'Hello.', 'c1', 1200, '2025-01-02T03:04:05.678901+00:00', 5, 2),
                        ('01b', 'gpt-4o', 'And?', NULL, 'Bye.', 'c1', 'odd', '2025-01-02T03:05:05', NULL, 'odd');
                    """
            )
        }
        for expected in [2, 0] {
            let imports = try TranscriptImport()
            try imports.addLLMLogs(path: path)
            #expect(try imports.commit(into: folder.file()).imported == expected)
        }
        let reader = try TranscriptReader(path: folder.file())
        let (last, first) = (try reader.run("last"), try reader.run("last~1"))
        #expect(last.session == "c1" && first.session == "c1")
        #expect(first.duration == .milliseconds(1200))
        #expect(first.usage?.outputTokens == 2 && last.usage == nil)
        #expect(try reader.input(of: first).messages.map(\.content) == ["Be brief.", "Hi"])
        #expect(try reader.input(of: last).messages.map(\.content) == ["Hi", "Hello.", "And?"])
        #expect(try reader.output(of: last)[0].text == "Bye.")
    }

    @Test func `a database that is neither ours nor llm's is refused`() throws {
        let path = folder.file("other.db")
        try DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE t (x)") }
        let imports = try TranscriptImport()
        let fault = try #require(throws: TranscriptError.self) { try imports.addLLMLogs(path: path) }
        #expect(fault.code == .notATranscript)
        #expect(throws: TranscriptError.self) { try TranscriptImport.copy(path, into: folder.file()) }
    }

    private func recordedLines() async throws -> [String] {
        let model = AnyStreamingModel("scripted") { _, output in
            for piece in ["one ", "two ", "three"] { try await output.send(.text(piece)) }
        }
        _ = try await model.generate("Count", callbacks: [.transcript(at: folder.file())])
        return try recorded(folder.file())
    }

    private func add(_ lines: [String]) throws -> TranscriptImport.Outcome {
        try add(lines, to: TranscriptImport())
    }

    private func add(_ lines: [String], to imports: TranscriptImport) throws -> TranscriptImport.Outcome {
        var rest = lines[...]
        try imports.addJSONLines { rest.popFirst().map { Array($0.utf8) } }
        return try imports.commit(into: folder.file("copy.sqlite"))
    }

    private func recorded(_ path: String) throws -> [String] {
        let reader = try TranscriptReader(path: path)
        return try reader.events(of: reader.run("last")).map {
            String(decoding: JSONLinesEncoder().encode($0), as: UTF8.self)
        }
    }
}
