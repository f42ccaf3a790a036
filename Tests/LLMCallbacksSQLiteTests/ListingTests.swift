// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import Testing

struct ListingTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `a run whose program died counts as interrupted before anybody has noted that`() throws {
        let victim = try Victim(folder.file(), lanes: 1)
        victim.kill(afterLines: 3)
        let reader = try TranscriptReader(path: folder.file())
        let interrupted = try reader.runs().filter { $0.status == .interrupted }.map(\.id)
        var query = RunQuery()
        query.statuses = [.interrupted]
        #expect(try reader.runs(query).map(\.id) == interrupted)
        #expect(try reader.runCount(query) == interrupted.count)
        query.statuses = [.running]
        #expect(try reader.runs(query).isEmpty)
        let groups = try reader.statistics(by: [.status])
        #expect(groups.first { $0.group == ["interrupted"] }?.interrupted ?? 0 == interrupted.count)
        #expect(!groups.contains { $0.group == ["running"] })
    }

    @Test func `a long list is the same run by run, until that is enough`() async throws {
        // More than are read at once. Side by side, many of them share a write to the disk.
        let model = AnyStreamingModel("m") { _, output in try await output.send(.text("x")) }
        let requests = (0..<300).map { ModelRequest("\($0)") }
        _ = await model.batch(requests, maxConcurrent: 300, callbacks: [.transcript(at: folder.file())])
        let reader = try TranscriptReader(path: folder.file())
        var query = RunQuery()
        query.order = .oldestFirst
        query.offset = 10
        var found: [RunID] = []
        try reader.forEachRun(query) { run in
            found.append(run.id)
            return true
        }
        #expect(found.count == 290)
        #expect(try found == reader.runs(query).map(\.id))
        var count = 0
        try reader.forEachRun { _ in
            count += 1
            return count < 270
        }
        #expect(count == 270)
    }

    @Test func `a short id finds its run, and is no longer than it must be`() async throws {
        _ = try await record(20)
        let reader = try TranscriptReader(path: folder.file())
        let runs = try reader.runs()
        let ids = try reader.shortIDs(of: runs)
        for run in runs {
            let id = try #require(ids[run.id])
            #expect(try reader.run(id).id == run.id)
            guard id.count > 8 else { continue }
            #expect(throws: TranscriptError.self) { try reader.run(String(id.dropLast())) }
        }
    }

    @Test func `a group's cost is the sum of its runs' with a known price`() async throws {
        _ = try await record(3)
        struct Flat: PriceProvider {
            func quote(forModel model: String, at time: WallTime, serviceTier: String?) -> PriceQuote? {
                guard model == "m1" else { return nil }
                let rates = TokenRates(input: Money(picoDollars: 5), output: Money(picoDollars: 7))
                return PriceQuote(ModelPrice(rates), entry: model)
            }
        }
        let groups = try TranscriptReader(path: folder.file()).statistics(by: [.model], prices: Flat())
        #expect(groups.map(\.group) == [["m0"], ["m1"], ["m2"]])
        #expect(groups.map(\.cost) == [nil, Money(picoDollars: 5 * 2 + 7 * 3), nil])
        #expect(groups.map(\.pricedRuns) == [0, 1, 0])
    }

    /// Records runs, one after the other.
    private func record(_ count: Int) async throws -> [RunID] {
        let manager = CallbackManager([.transcript(at: folder.file())])
        var ids: [RunID] = []
        for number in 0..<count {
            let model = AnyStreamingModel("m\(number)") { _, output in
                try await output.send(.text("x"))
                try await output.send(.usage(TokenUsage(inputTokens: 2, outputTokens: 3)))
            }
            ids.append(try await model.generate("\(number)", manager: manager).runID)
        }
        return ids
    }
}
