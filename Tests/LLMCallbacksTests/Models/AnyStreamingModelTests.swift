// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Synchronization
import Testing

struct AnyStreamingModelTests {
    /// A sequence as vendors make them: not `Sendable`, of elements that are not either.
    final class Vendor: AsyncSequence, AsyncIteratorProtocol {
        final class Element { let words: [String]; init(_ words: [String]) { self.words = words } }
        private var left: [[String]]
        init(_ batches: [[String]]) { left = batches }
        func makeAsyncIterator() -> Vendor { self }
        func next() async throws -> Element? { left.isEmpty ? nil : Element(left.removeFirst()) }
    }

    @Test func `an element may become no chunk, one, or several`() async throws {
        let model = AnyStreamingModel("vendor") { _ in
            Vendor([["a", "b"], [], ["c"]])
        } map: { element, emit in
            for word in element.words { emit(.text(word)) }
        }
        let reply = try await model.generate("go")
        #expect(reply.text == "abc")
        #expect(reply.tokenCount == 3)
        #expect(reply.finishReason == .unknown)
    }

    @Test func `a mapping may remember, and each run begins anew`() async throws {
        let model = AnyStreamingModel("vendor", state: { 0 }) { _ in
            Vendor([["a"], ["b"]])
        } map: { count, element, emit in
            count += 1
            emit(.text("\(count)\(element.words[0])"))
        }
        #expect(try await model.generate("go").text == "1a2b")
        #expect(try await model.generate("go").text == "1a2b")
    }

    @Test func `a sequence of strings needs no mapping`() async throws {
        let model = AnyStreamingModel("strings") { _ in
            AsyncStream { stream in
                for word in ["to", "be"] { stream.yield(word) }
                stream.finish()
            }
        }
        #expect(try await model.generate("go").text == "tobe")
    }

    @Test func `snapshots become what is new, compared as UTF-8`() async throws {
        // The second snapshot changes the last character of the first, and is its continuation all the same.
        let snapshots = ["cafe", "cafe\u{301}", "cafe\u{301}!", "tea", "tea"]
        let model = AnyStreamingModel("snapshots") { _ in
            AsyncStream { stream in
                for snapshot in snapshots { stream.yield(snapshot) }
                stream.finish()
            }
        } text: {
            $0
        }
        let kinds = Mutex<[String]>([])
        let log = Recorder { event in
            switch event.kind {
            case .token(let token): kinds.withLock { $0.append("+\(token.text)") }
            case .replaced(let token): kinds.withLock { $0.append("=\(token.text)") }
            default: break
            }
        }
        let reply = try await model.generate("go", callbacks: [.handler(log)])
        #expect(kinds.withLock { $0 } == ["+cafe", "+\u{301}", "+!", "=tea"])
        #expect(reply.text == "tea")
    }

    @Test func `a callback interface is told everything in order, from any thread`() async throws {
        let model = AnyStreamingModel(
            "push",
            push: { _, push in
                for number in 0..<10_000 { push.send(.text("\(number) ")) }
            }
        )
        let reply = try await model.generate("go")
        #expect(reply.text == (0..<10_000).map { "\($0) " }.joined())
    }

    @Test func `a callback interface hears when to stop`() async throws {
        let model = AnyStreamingModel(
            "push",
            push: { _, push in
                while push.send(.text("more ")) { await Task.yield() }
            }
        )
        let reply = try await model.generate(
            "go",
            callbacks: [
                .handler(Recorder { if $0.sequence == 5 { $0.run.stop(reason: "enough") } })
            ]
        )
        #expect(reply.outcome == .cancelled(.stopped("enough")))
        #expect(reply.tokenCount == 5)
    }

    @Test func `a callback interface that is too fast for too long fails the run and loses nothing silently`()
        async throws
    {
        let model = AnyStreamingModel(
            "push",
            limit: 4,
            push: { _, push in
                // One synchronous burst: nothing can be told while it lasts but by another thread.
                for _ in 0..<1_000_000 where !push.send(.text("x")) { break }
            }
        )
        await #expect {
            try await model.generate("go", callbacks: [.handler(Slow(), limit: 1)])
        } throws: { error in
            (error as? RunError)?.code == .overflow
        }
    }

    @Test func `too much that waits fails the run at once, whatever its source and its handlers do`() async throws {
        let gate = Gate()
        defer { gate.open() }
        let stuck = AsyncRecordingHandler(waitingAt: gate)
        let model = AnyStreamingModel(
            "push",
            limit: 4,
            push: { _, push in
                for _ in 0..<100 { push.send(.text("x")) }
                // Deaf to all that it was told.
                await gate.wait()
            }
        )
        let heard = RecordingHandler()
        await #expect {
            try await model.generate(
                "go",
                callbacks: [.handler(stuck, limit: 1), .handler(heard)],
                options: RunOptions(grace: .zero)
            )
        } throws: { error in
            (error as? RunError)?.code == .overflow
        }
        let result = try #require(heard.events.last?.result)
        #expect(result.outcome == .failed)
        #expect(result.text.count == heard.texts.count)
    }

    @Test func `the error of the source reaches the caller as it is`() async throws {
        struct Broken: Error, Equatable {}
        let model = AnyStreamingModel("broken") { _ in
            AsyncThrowingStream<String, any Error> { $0.finish(throwing: Broken()) }
        }
        await #expect(throws: Broken()) { try await model.generate("go") }
    }

    struct Recorder: CallbackHandler {
        let tell: @Sendable (CallbackEvent) -> Void
        func handle(_ event: CallbackEvent) { tell(event) }
    }

    struct Slow: AsyncCallbackHandler {
        func handle(_ event: CallbackEvent) async { for _ in 0..<100 { await Task.yield() } }
    }
}
