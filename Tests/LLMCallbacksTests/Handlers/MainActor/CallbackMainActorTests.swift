// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct CallbackMainActorTests {
    let clock = ManualClock()
    let notes = Notes<String>()

    /// A run by a clock that stands still: no interval ever passes.
    func open(_ callback: Callback) async throws -> Stage {
        try await Stage.open(manager: CallbackManager([callback], clock: clock))
    }

    /// A handler that writes down what it is told, and a stream that ends when it was told something.
    func updater(lanes: LaneFilter = .text) -> (callback: Callback, first: AsyncStream<Void>) {
        let (first, heard) = AsyncStream<Void>.makeStream()
        let callback = Callback.mainActor(lanes: lanes) { token in
            MainActor.assertIsolated()
            notes.add(token.text)
            heard.finish()
        } onReplace: { token in
            MainActor.assertIsolated()
            notes.add("= \(token.text)")
        } onEnd: { result in
            MainActor.assertIsolated()
            notes.add("end \(result.text)")
        }
        return (callback, first)
    }

    @Test func `what comes within an interval comes joined, and before the run is over for its caller`() async throws {
        let (callback, first) = updater()
        let stage = try await open(callback)
        try await stage.say("a")
        for await _ in first {}
        for word in ["b", "c", "", "d"] { try await stage.say(word) }
        #expect(notes.all == ["a"])
        try await stage.end()
        #expect(notes.all == ["a", "bcd", "end abcd"])
    }

    @Test func `a failed and a cancelled run are flushed too`() async throws {
        for isCancelled in [false, true] {
            let notes = Notes<String>()
            let (first, heard) = AsyncStream<Void>.makeStream()
            let callback = Callback.mainActor { token in
                notes.add(token.text)
                heard.finish()
            }
            let stage = try await open(callback)
            try await stage.say("a")
            for await _ in first {}
            for word in ["b", "c"] { try await stage.say(word) }
            if isCancelled { await stage.cancel() } else { await stage.fail(Mishap()) }
            #expect(notes.all == ["a", "bc"])
        }
    }

    @Test func `each lane and choice is joined by itself`() async throws {
        let (callback, first) = updater(lanes: .all)
        let stage = try await open(callback)
        try await stage.say("0")
        for await _ in first {}
        for part in ["x", "y"] {
            try await stage.say("r\(part)", .reasoning)
            try await stage.say("t\(part)")
            try await stage.say("c\(part)", choice: 1)
            try await stage.run.send(.toolCall(slot: 1, id: "i", name: "f", arguments: part))
        }
        try await stage.end()
        #expect(notes.all == ["0", "rxry", "txty", "cxcy", "xy", "end 0txty"])
    }

    @Test func `joined pieces say how many they were, and keep the call's name`() async throws {
        let tokens = Notes<TokenDelta>()
        let (first, heard) = AsyncStream<Void>.makeStream()
        let callback = Callback.mainActor(lanes: .all) { token in
            tokens.add(token)
            heard.finish()
        }
        let stage = try await open(callback)
        try await stage.say("0")
        for await _ in first {}
        try await stage.run.send(.toolCall(slot: 1, id: "i", name: "f"))
        try await stage.run.send(.toolCall(slot: 1, arguments: "{"))
        try await stage.run.send(.toolCall(slot: 1, arguments: "}"))
        try await stage.end()
        let call = TokenDelta("{}", lane: .toolCall(slot: 1), pieces: 3, callID: "i", callName: "f")
        #expect(tokens.all == [TokenDelta("0"), call])
    }

    @Test func `other lanes are left out`() async throws {
        let (callback, _) = updater()
        try await ChunkModel([.reasoning("hm"), .refusal("no"), .text("a")]).generate("", callbacks: [callback])
        #expect(notes.all == ["a", "end a"])
    }

    @Test func `runs are kept apart`() async throws {
        let (callback, first) = updater()
        let manager = CallbackManager([callback], clock: clock)
        let one = try await Stage.open(manager: manager)
        let two = try await Stage.open(manager: manager)
        try await one.say("0")
        for await _ in first {}
        for part in ["a", "b"] {
            try await one.say("1\(part)")
            try await two.say("2\(part)")
        }
        try await one.end()
        #expect(notes.all == ["0", "1a1b", "2a2b", "end 01a1b"])
        try await two.end()
        #expect(notes.all.last == "end 2a2b")
    }

    @Test func `replaced text takes the place of what was not told yet`() async throws {
        let (callback, first) = updater()
        let stage = try await open(callback)
        try await stage.say("0")
        for await _ in first {}
        try await stage.say("wrogn")
        try await stage.run.send(.replaced(TokenDelta("right")))
        try await stage.say(" on")
        try await stage.end()
        #expect(notes.all == ["0", "= right on", "end right on"])
    }

    @Test func `hears only what there is a closure for`() {
        #expect(Callback.mainActor { _ in }.events == .tokens)
        let all = Callback.mainActor { _ in
        } onReplace: { _ in
        } onEnd: { _ in
        }
        #expect(all.events == [.tokens, .replaced, .ended, .failed, .cancelled])
    }

    @Test func `however many pieces, nothing is lost`() async throws {
        let text = Notes<String>()
        let words = (0..<5000).map { "\($0) " }
        let callback = Callback.mainActor(every: .zero) { text.add($0.text) }
        try await ChunkModel(words.map { .text($0) }).generate("", callbacks: [callback])
        #expect(text.all.joined() == words.joined())
    }

    @Test func `keeps the rules for handlers`() async throws {
        try await HandlerConformance.check(
            .mainActor(every: .zero, lanes: .all) { _ in
            } onReplace: { _ in
            } onEnd: { _ in
            }
        )
    }
}
