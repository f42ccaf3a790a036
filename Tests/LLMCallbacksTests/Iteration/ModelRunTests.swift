// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct ModelRunTests {
    @Test func `tokens come in order and the result follows`() async throws {
        let run = Counting(100).stream("go")
        var texts: [String] = []
        for try await token in run.tokens { texts.append(token.text) }
        #expect(texts == (0..<100).map { "\($0) " })
        let result = try await run.result
        #expect(result.text == texts.joined())
        #expect(result.outcome == .ended)
    }

    @Test func `a consumer slower than the model loses nothing`() async throws {
        for _ in 0..<1000 {
            let run = Counting(20).stream("go")
            var texts: [String] = []
            for try await token in run.tokens {
                await Task.yield()
                texts.append(token.text)
            }
            #expect(texts.count == 20)
        }
    }

    @Test func `the model waits for a consumer that is far behind`() async throws {
        let model = Counting(10_000)
        let run = model.stream("go")
        var iterator = run.tokens.makeAsyncIterator()
        #expect(try await iterator.next()?.text == "0 ")
        var count = 1
        while try await iterator.next() != nil {
            count += 1
            // What was sent and not read yet: the limit, what the iterator holds, and the one on its way.
            #expect(model.sent - count <= 2 * 1024 + 1)
        }
        #expect(count == 10_000)
    }

    @Test func `awaiting the result alone never waits for a reader`() async throws {
        let result = try await Counting(10_000).stream("go").result
        #expect(result.tokenCount == 10_000)
    }

    @Test func `leaving the loop cancels the run, and the result has what there was`() async throws {
        let run = Endless().stream("go")
        for try await _ in run.tokens { break }
        let result = try await run.result
        #expect(result.outcome == .cancelled(.abandoned))
        #expect(result.text.hasPrefix("more "))
    }

    @Test func `letting go of the run cancels it`() async throws {
        let (ends, end) = AsyncStream.makeStream(of: RunResult.Outcome.self)
        _ = Endless().stream(
            "go",
            callbacks: [
                .handler(Ends { end.yield($0) })
            ]
        )
        for await outcome in ends {
            #expect(outcome == .cancelled(.abandoned))
            break
        }
    }

    @Test func `the tokens throw the error of the model, after the tokens before it`() async throws {
        let run = Failing().stream("go")
        var texts: [String] = []
        await #expect(throws: Failing.Failure.self) {
            for try await token in run.tokens { texts.append(token.text) }
        }
        #expect(texts == ["a", "b"])
        await #expect(throws: Failing.Failure.self) { try await run.result }
    }

    @Test func `two loops get everything each`() async throws {
        let run = Counting(500).stream("go")
        let (first, second) = (run.tokens.makeAsyncIterator(), run.tokens.makeAsyncIterator())
        async let one = Self.texts(first)
        async let two = Self.texts(second)
        #expect(try await one.count == 500)
        #expect(try await two == one)
    }

    @Test func `a cancelled consumer ends with CancellationError and steals nothing from the next`() async throws {
        for _ in 0..<200 {
            let run = Counting(50).stream("go")
            let patient = run.tokens.makeAsyncIterator()
            let hasty = run.tokens.makeAsyncIterator()
            let task = Task { try await Self.texts(hasty) }
            task.cancel()
            #expect(try await Self.texts(patient).count == 50)
            _ = await task.result
        }
    }

    @Test func `cancelling the task that reads cancels the run as that task's`() async throws {
        let (ends, end) = AsyncStream.makeStream(of: RunResult.Outcome.self)
        let task = Task {
            let run = Endless().stream("go", callbacks: [.handler(Ends { end.yield($0) })])
            for try await _ in run.tokens {}
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await outcome in ends {
            #expect(outcome == .cancelled(.task) || outcome == .cancelled(.abandoned))
            break
        }
    }

    private static func texts(_ iterator: TokenSequence.Iterator) async throws -> [String] {
        var iterator = iterator
        var texts: [String] = []
        while let token = try await iterator.next() { texts.append(token.text) }
        return texts
    }
}
