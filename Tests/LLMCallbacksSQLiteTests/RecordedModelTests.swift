// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

struct RecordedModelTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `a replay has the same pieces and fails the same way at the same place`() async throws {
        let outage = ModelError(.server, "down", status: 503)
        let model = ScriptedModel(
            steps: [
                "a", .send(.reasoning("b")), .send(.toolCall(slot: 0, id: "c1", name: "f", arguments: "{}")),
                .fail(outage),
            ]
        )
        await #expect(throws: ModelError.self) {
            try await model.generate("Hello", callbacks: [.transcript(at: folder.file())])
        }
        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        let replayed = RecordingHandler()
        let error = await #expect(throws: ModelError.self) {
            try await RecordedModel(run, in: reader, pace: .instant).generate("?", callbacks: [.handler(replayed)])
        }
        #expect(error?.kind == .server && error?.status == 503)
        #expect(replayed.events.compactMap(\.token) == (try reader.events(of: run).compactMap(\.token)))
    }

    @Test func `a replay keeps its pace by the clock that it is given`() async throws {
        let clock = ManualClock()
        let recorded = CallbackManager([.transcript(at: folder.file())], clock: clock)
        let slow = ScriptedModel(
            steps: ["a", .pause(.seconds(2)), "b", .pause(.seconds(30)), "c", .finish(.stop)],
            clock: clock
        )
        async let reply = slow.generate("Hello", manager: recorded)
        for pause in [2, 30] {
            try await clock.waitForSleepers(1)
            clock.advance(by: .seconds(pause))
        }
        _ = try await reply

        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        #expect(try reader.chunks(of: run).map(\.time) == [.zero, .seconds(2), .seconds(32)])
        let again = ManualClock()
        let replayed = RecordingHandler()
        let manager = CallbackManager([.handler(replayed)], clock: again)
        let pace = ReplayPace.scaled(by: 2, longestGap: .seconds(10))
        let model = try RecordedModel(run, in: reader, pace: pace, clock: again)
        async let second = model.generate("?", manager: manager)
        for pause in [1, 5] {
            try await again.waitForSleepers(1)
            again.advance(by: .seconds(pause))
        }
        _ = try await second
        #expect(replayed.events.filter { $0.token != nil }.map(\.time) == [.zero, .seconds(1), .seconds(6)])
    }
}
