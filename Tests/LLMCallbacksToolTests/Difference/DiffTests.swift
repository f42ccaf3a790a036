// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct DiffTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `runs that said the same differ in nothing but their times`() async throws {
        try add("1", ["the sky ", "is blue"], step: 0.5)
        try add("2", ["the sky is ", "blue"], step: 1)
        let ending = try await database.run("diff", "last~1", "last")
        #expect(ending.status == 0)
        #expect(ending.output.contains(/\nfirst token +0 s +0 s +\n/))
        #expect(ending.output.contains("×2.00"))
        #expect(try await database.run("diff", "last~1", "last", "--word").output == "")
        #expect(try await database.run("diff", "last~1", "last", "--timing").status == 1)
        #expect(try await database.run("diff", "last", "last", "--timing").status == 0)
    }

    @Test func `words that differ are marked, and are no escape sequences`() async throws {
        try add("1", ["the sky is blue\\n"], step: 1)
        try add("2", ["the sky was \\u001b[31m blue\\n"], step: 1)
        let ending = try await database.run("diff", "last~1", "last", "--word")
        #expect(ending.status == 1)
        #expect(ending.output == "the sky [-is-]{+was ^[[31m+} blue\n")
        let both = try await database.run("diff", "last~1", "last")
        #expect(both.status == 1)
        #expect(both.output.hasPrefix(ending.output + "\n"))
    }

    @Test func `as JSON it has both runs, and the parts of each lane`() async throws {
        try add("1", ["a b"], step: 1)
        try add("2", ["a c"], step: 1)
        let ending = try await database.run("diff", "last~1", "last", "--json")
        #expect(ending.status == 1)
        let line = try #require(try JSONLine.lines(ending.output).first)
        #expect(line.object("a")["status"] == "ended")
        let lane = try #require(line.array("lanes").first)
        #expect(lane["lane"] == "text")
        #expect(lane.array("parts").map { $0["is"] + ":" + $0["text"] } == ["same:a ", "removed:b", "added:c"])
    }

    @Test func `what makes no sense is refused`() async throws {
        try add("1", ["a"], step: 1)
        #expect(try await database.run("diff", "last").status == 64)
        #expect(try await database.run("diff", "last", "last", "--word", "--json").status == 64)
        #expect(try await database.run("diff", "last", "ffff").status == 4)
    }

    private func add(_ number: String, _ pieces: [String], step: Double) throws {
        var lines = RecordedLines(
            id: "0199f2c4-7a10-7c55-8e21-00000000000\(number)",
            time: "2026-11-2\(number)T20:34:56Z"
        )
        for (place, piece) in pieces.enumerated() { lines.say(piece, at: Double(place) * step) }
        lines.end()
        try lines.add(to: database)
    }
}
