// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct StatsTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `groups have runs, tokens, times and what they cost`() async throws {
        try await database.record("Hi", answer: ["a", "b"], model: "gpt-4o")
        try await database.record("Hi", answer: ["a", "b"], model: "gpt-4o")
        try await database.record("Hi", answer: ["a"], model: "nobody's")
        let failing = AnyStreamingModel("nobody's") { _, _ in throw ModelError(.server, "no") }
        _ = try? await failing.generate("Hi", callbacks: [.transcript(at: database.path)])
        let groups = try await groups("--by", "model")
        #expect(groups.map { $0["model"] as? String } == ["gpt-4o", "nobody's"])
        #expect(groups.map { $0["runs"] as? Int } == [2, 2])
        #expect(groups.map { $0["failed"] as? Int } == [0, 1])
        #expect((groups[0]["tokens"] as? [String: Any])?["input"] as? Int == 14)
        #expect((groups[0]["tokens"] as? [String: Any])?["output"] as? Int == 4)
        #expect((groups[0]["firstToken"] as? [String: Any])?["p50"] is Double)
        // 14 tokens in at 2.50 and 4 out at 10 dollars a million.
        #expect((groups[0]["cost"] as? [String: Any])?["usd"] as? String == "0.000075")
        #expect((groups[0]["cost"] as? [String: Any])?["pricedRuns"] as? Int == 2)
        #expect((groups[1]["cost"] as? [String: Any])?["usd"] == nil)
    }

    @Test func `properties join, and runs with several tags count for each`() async throws {
        try await database.record("Hi", answer: ["a"], options: RunOptions(tags: ["x", "y"]))
        try await database.record("Hi", answer: ["a"], options: RunOptions(tags: ["x"]))
        let groups = try await groups("--by", "tag,status")
        #expect(groups.map { $0["tag"] as? String } == ["x", "y"])
        #expect(groups.map { $0["status"] as? String } == ["ended", "ended"])
        #expect(groups.map { $0["runs"] as? Int } == [2, 1])
        #expect(try await self.groups("--by", "all").map { $0["runs"] as? Int } == [2])
        #expect(try await self.groups("--by", "all", "--tag", "y").map { $0["runs"] as? Int } == [1])
        #expect(try await database.run("stats", "--by", "colour").status == 64)
    }

    @Test func `days are the default`() async throws {
        try await database.record("Hi", answer: ["a"])
        let row = try await database.run("stats").output.split(separator: "\t")
        #expect(row[0] == WallTime.now.description.prefix(10) || row[1] == "1")
        #expect(row[1] == "1")
        let lines = try await database.run("stats", "--format", "table").output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("DAY         RUNS  FAILED"))
    }

    private func groups(_ arguments: String...) async throws -> [[String: Any]] {
        let ending = try await database.start(["stats", "--json"] + arguments).ending()
        #expect(ending.status == 0)
        return try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]])
    }
}
