// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What a program that records does to a file only once its first pieces are in it.
struct OpeningDebtTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `first pieces go before the runs of dead programs, and these follow`() async throws {
        let victim = try Victim(folder.file(), lanes: 2)
        victim.kill(afterLines: 10)
        var options = TranscriptOptions()
        options.interval = .seconds(600)
        let transcript = TranscriptHandler(patientlyAt: folder.file(), options: options)
        let slow = ScriptedModel(steps: ["a", .gate("stored"), "b", .finish(.stop)])
        async let reply = slow.generate("Hello", callbacks: [.handler(transcript)])
        while try TranscriptReader(path: folder.file()).run("last").name != slow.name { await transcript.flush() }
        await transcript.flush()
        #expect(try statuses().contains("interrupted") == false)

        slow.open("stored")
        #expect(try await reply.handlerFailureCount == 0)
        await transcript.close()
        // Some of the program's runs were over before it died.
        let statuses = try Set(statuses())
        #expect(statuses.isSuperset(of: ["ended", "interrupted"]) && !statuses.contains("running"))
        #expect(try TranscriptEditor(path: folder.file()).check() == [])
    }

    @Test func `what went into a file that turns out to be damaged is whole beside it`() async throws {
        try await makeLargeDamagedFile()
        let slow = ScriptedModel(steps: ["a", .gate("found"), "b", .finish(.stop)])
        let transcript = TranscriptHandler(patientlyAt: folder.file(), options: TranscriptOptions())
        async let reply = slow.generate("Hello", callbacks: [.handler(transcript)])
        while folder.spools.isEmpty { await transcript.flush() }
        slow.open("found")
        #expect(try await reply.handlerFailures.map { "\($0.cause)".contains("damaged") } == [true])
        let reader = try TranscriptReader(path: #require(folder.spools.first))
        #expect(try reader.chunks(of: reader.run("last")).map(\.token.text) == ["a", "b"])
    }

    @Test func `a run that is soon over is not told to be safe in a damaged file`() async throws {
        try await makeLargeDamagedFile()
        let reply = try await ScriptedModel("a", "b").generate("Hello", callbacks: [.transcript(at: folder.file())])
        #expect(reply.handlerFailures.map { "\($0.cause)".contains("damaged") } == [true])
        let reader = try TranscriptReader(path: #require(folder.spools.first))
        #expect(try reader.output(of: reader.run("last")).map(\.text) == ["ab"])
    }

    /// A file that is too large to be looked through before the first pieces, with a damaged page in its middle.
    private func makeLargeDamagedFile() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        for number in 0..<40 {
            let text = String(repeating: "\(number) times nothing ", count: 3000)
            try await ScriptedModel(text).generate("Hello", callbacks: [.handler(transcript)])
        }
        await transcript.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file()))
        #expect(try handle.seekToEnd() > 1 << 20)
        try handle.seek(toOffset: 1 << 19)
        handle.write(Data(repeating: 0xA5, count: 4096))
        try handle.close()
    }

    private func statuses() throws -> [String] {
        try DatabaseQueue(path: folder.file()).read { try String.fetchAll($0, sql: "SELECT status FROM run") }
    }
}
