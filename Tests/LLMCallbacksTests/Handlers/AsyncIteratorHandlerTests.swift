// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct AsyncIteratorHandlerTests {
    @Test func `a loop beside the run gets every token, in 1000 repeats`() async throws {
        for _ in 0..<1000 {
            let iterator = AsyncIteratorHandler()
            async let reply = Counting(20).generate("go", callbacks: [.handler(iterator)])
            var texts: [String] = []
            for try await token in iterator.tokens {
                await Task.yield()
                texts.append(token.text)
            }
            #expect(texts.count == 20)
            #expect(try await reply.text == texts.joined())
        }
    }

    @Test func `a run that is over before the loop begins comes whole`() async throws {
        let iterator = AsyncIteratorHandler()
        try await Counting(3).generate("go", callbacks: [.handler(iterator)])
        #expect(try await texts(iterator.tokens) == ["0 ", "1 ", "2 "])
    }

    @Test func `a failing run throws its error after its tokens`() async throws {
        let iterator = AsyncIteratorHandler()
        let tokens = iterator.tokens
        await #expect(throws: Failing.Failure.self) {
            try await Failing().generate("go", callbacks: [.handler(iterator)])
        }
        var seen: [String] = []
        await #expect(throws: Failing.Failure.self) {
            for try await token in tokens { seen.append(token.text) }
        }
        #expect(seen == ["a", "b"])
    }

    @Test func `a run that cannot begin throws instead of waiting for ever`() async throws {
        struct NoSuchFile: Error {}
        let iterator = AsyncIteratorHandler()
        let broken = Callback.opening("broken") { throw NoSuchFile() }
        await #expect(throws: NoSuchFile.self) {
            try await Counting(3).generate("go", callbacks: [.handler(iterator), broken])
        }
        await #expect(throws: NoSuchFile.self) { try await texts(iterator.tokens) }
    }

    @Test func `used again, the second loop has only the second run, also if it was made before that`() async throws {
        let iterator = AsyncIteratorHandler()
        let manager = CallbackManager([.handler(iterator)])
        try await Counting(2).generate("one", manager: manager)
        #expect(try await texts(iterator.tokens) == ["0 ", "1 "])
        let second = iterator.tokens
        try await Counting(1).generate("two", manager: manager)
        #expect(try await texts(second) == ["0 "])
    }

    @Test func `several loops get everything each`() async throws {
        let iterator = AsyncIteratorHandler()
        let tokens = iterator.tokens
        async let reply = Counting(300).generate("go", callbacks: [.handler(iterator)])
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await self.texts(tokens).count } }
            for try await count in group { #expect(count == 300) }
        }
        #expect(try await reply.tokenCount == 300)
    }

    @Test func `parallel runs can be read one by one`() async throws {
        let iterator = AsyncIteratorHandler()
        let (one, two) = (RunID(), RunID())
        let manager = CallbackManager([.handler(iterator)])
        try await manager.run("a", input: "", options: RunOptions(id: one)) { first in
            try await manager.run("b", input: "", options: RunOptions(id: two)) { second in
                try await first.token("1")
                try await second.token("2")
            }
        }
        // Nested runs are one stream: the outer run's.
        #expect(try await texts(iterator.tokens) == ["1", "2"])
    }

    @Test func `an abandoned loop cancels the run, unless that is switched off`() async throws {
        let iterator = AsyncIteratorHandler()
        let tokens = iterator.tokens
        async let reply = Endless().generate("go", callbacks: [.handler(iterator)])
        for try await _ in tokens { break }
        #expect(try await reply.outcome == .cancelled(.abandoned))

        let tolerant = AsyncIteratorHandler(cancelsWhenAbandoned: false)
        let others = tolerant.tokens
        async let whole = Counting(5000).generate("go", callbacks: [.handler(tolerant)])
        for try await _ in others { break }
        #expect(try await whole.outcome == .ended)
        #expect(try await whole.tokenCount == 5000)
    }

    @Test func `with a limit the run waits for its slowest loop`() async throws {
        let iterator = AsyncIteratorHandler(limit: 8)
        let model = Counting(500)
        let tokens = iterator.tokens
        async let reply = model.generate("go", callbacks: [.handler(iterator)])
        var count = 0
        for try await _ in tokens {
            count += 1
            #expect(model.sent - count <= 2 * 8 + 1)
        }
        #expect(count == 500)
        _ = try await reply
    }

    @Test func `only the wanted lanes come`() async throws {
        let model = AnyStreamingModel("lanes") { _, output in
            try await output.send(.reasoning("hm"))
            try await output.send(.text("yes"))
            try await output.send(.toolCall(id: "1", name: "f", arguments: "{}"))
        }
        let (text, all) = (AsyncIteratorHandler(), AsyncIteratorHandler(lanes: .all))
        try await model.generate("go", callbacks: [.handler(text), .handler(all)])
        #expect(try await texts(text.tokens) == ["yes"])
        #expect(try await texts(all.tokens) == ["hm", "yes", "{}"])
    }

    private func texts(_ tokens: TokenSequence) async throws -> [String] {
        var texts: [String] = []
        for try await token in tokens { texts.append(token.text) }
        return texts
    }
}
