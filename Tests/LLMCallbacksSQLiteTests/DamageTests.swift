// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// Damaged files: nothing traps, no stream is harmed, and what is said to be whole is whole.
@Suite(.timeLimit(.minutes(5)))
struct DamageTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// What can happen to a file.
    enum Damage: CaseIterable {
        case cut, zeroed, flipped, overwritten, swapped
    }

    @Test(arguments: Damage.allCases)
    func `a damaged file is refused or read, and a stream goes on beside it`(damage: Damage) async throws {
        var random = SeededNumbers(seed: UInt64(Damage.allCases.firstIndex(of: damage) ?? 0))
        let original = try await makeFile()
        for round in 0..<12 {
            let path = folder.file("\(round).sqlite")
            try original.damaged(damage, &random).write(to: URL(fileURLWithPath: path))
            do {
                let reader = try TranscriptReader(path: path)
                for run in try reader.runs() {
                    _ = try reader.events(of: run)
                    _ = try reader.output(of: run)
                }
                _ = try reader.search(SearchQuery("needle"))
                _ = try reader.sessions()
                _ = try TranscriptEditor(path: path).check()
            } catch let error as TranscriptError {
                #expect(!error.message.isEmpty && error.path.hasSuffix("\(round).sqlite"))
            }
            let reply = try await ScriptedModel("to ", "be").generate("Hello", callbacks: [.transcript(at: path)])
            #expect(reply.text == "to be")
            #expect(try isRecorded(reply, at: path))
        }
    }

    @Test(arguments: ["duration_us INTEGER", "CREATE TABLE run "])
    func `a schema that is not what its number says is damage`(part: String) async throws {
        try await ScriptedModel("a").generate("Hello", callbacks: [.transcript(at: folder.file(), failure: .failRun)])
        let path = folder.file()
        try await DatabaseQueue(path: path).writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA writable_schema = ON")
            let sql = "UPDATE sqlite_schema SET sql = replace(sql, ?, replace(?, 'r', 'R_')) WHERE name = 'run'"
            try db.execute(sql: sql, arguments: [part, part])
            #expect(db.changesCount == 1)
        }
        #expect {
            _ = try TranscriptReader(path: folder.file()).runs()
        } throws: { error in
            (error as? TranscriptError)?.code == .damaged
        }
    }

    @Test(arguments: Damage.allCases)
    func `of a damaged log what is whole is there, in order`(damage: Damage) async throws {
        var random = SeededNumbers(seed: 99)
        let victim = try Victim(folder.file("killed.sqlite"), lanes: 2)
        victim.kill(afterLines: 30)
        let file = try Data(contentsOf: URL(fileURLWithPath: folder.file("killed.sqlite")))
        let log = try Data(contentsOf: URL(fileURLWithPath: folder.file("killed.sqlite-wal")))
        #expect(log.count > 100_000)
        for round in 0..<6 {
            let path = folder.file("\(round).sqlite")
            try file.write(to: URL(fileURLWithPath: path))
            try log.damaged(damage, &random).write(to: URL(fileURLWithPath: path + "-wal"))
            // A log that ends before the schema is in it leaves an empty file, which is a new one.
            let editor = try TranscriptEditor(path: path)
            #expect(try editor.check() == [])
            for run in try editor.reader.runs() where run.kind == .model {
                let texts = try editor.reader.chunks(of: run).map(\.token.text)
                #expect(texts.map { $0.prefix { $0 != " " } } == texts.indices.map { "\($0)" })
            }
        }
    }

    @Test func `a log that is deleted while the file is open takes nothing with it`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let slow = ScriptedModel(steps: ["a", "b", .gate("deleted"), "c", .finish(.stop)])
        try await ScriptedModel("before").generate("Hello", callbacks: [.handler(transcript)])
        async let reply = slow.generate("Hello", callbacks: [.handler(transcript)])
        while try TranscriptReader(path: folder.file()).runCount() < 2 { await transcript.flush() }
        await transcript.flush()
        try FileManager.default.removeItem(atPath: folder.file("sessions.sqlite-wal"))
        slow.open("deleted")
        #expect(try await reply.handlerFailures.map { "\($0.cause)".contains("log") } == [true])

        let editor = try TranscriptEditor(path: folder.file())
        #expect(try editor.check() == [])
        #expect(try editor.reader.runs().map { try editor.reader.output(of: $0)[0].text } == ["abc", "before"])
    }

    @Test func `a spool that is damaged keeps nobody out`() async throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: folder.file("sessions.sqlite.spool-x")))
        try await ScriptedModel("a").generate("Hello", callbacks: [.transcript(at: folder.file(), failure: .failRun)])
        #expect(
            try TranscriptReader(path: folder.file()).info().spools.map { URL(fileURLWithPath: $0).lastPathComponent }
                == ["sessions.sqlite.spool-x"]
        )
    }

    /// Whether a run is in a file, or in a spool beside it; or its beginning in the file and the rest in the spool, where a page that
    /// is needed at the end alone is the one that is damaged.
    private func isRecorded(_ reply: RunResult, at path: String) throws -> Bool {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).map { folder.file($0) }
        let spools = names.filter {
            $0.hasPrefix(path + ".spool-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
        let texts = ([path] + spools).map { text(of: reply.runID, at: $0) ?? "" }
        if texts.contains(reply.text) { return true }
        let rest = try spools.map { spool in
            try DatabaseQueue(path: spool).read { try Data.fetchAll($0, sql: "SELECT text FROM segment ORDER BY id") }
        }
        return texts[0] + String(decoding: rest.joined().joined(), as: UTF8.self) == reply.text
    }

    /// What a file has of a run's answer.
    private func text(of run: RunID, at path: String) -> String? {
        guard let reader = try? TranscriptReader(path: path), let run = try? reader.run(id: run) else { return nil }
        return try? reader.output(of: run).first?.text
    }

    /// The bytes of a file with some runs, its log emptied.
    private func makeFile() async throws -> Data {
        let path = folder.file("original.sqlite")
        do {
            let transcript = try TranscriptHandler(path: path)
            for number in 0..<30 {
                let text = (0..<100).map { "word\($0) " } + ["needle \(number)"]
                try await ScriptedModel(tokens: text).generate("Find \(number)", callbacks: [.handler(transcript)])
            }
        }
        try TranscriptEditor(path: path).vacuum()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}

extension Data {
    /// The same with some damage somewhere.
    fileprivate func damaged(_ damage: DamageTests.Damage, _ random: inout SeededNumbers) -> Data {
        var data = self
        let place = Int.random(in: 0..<count, using: &random)
        let length = Swift.min(count - place, Int.random(in: 1...8192, using: &random))
        switch damage {
        case .cut: data = data.prefix(place)
        case .zeroed: data.replaceSubrange(place..<place + length, with: Data(count: length))
        case .flipped:
            for _ in 0..<8 {
                data[Int.random(in: 0..<count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
        case .overwritten:
            data.replaceSubrange(
                place..<place + length,
                with: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            )
        case .swapped:
            let (one, two) = (place / 4096 * 4096, Int.random(in: 0..<count, using: &random) / 4096 * 4096)
            let size = Swift.min(4096, count - one, count - two)
            let (first, second) = (Data(data[one..<one + size]), Data(data[two..<two + size]))
            data.replaceSubrange(one..<one + size, with: second)
            data.replaceSubrange(two..<two + size, with: first)
        }
        return data
    }
}
