// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Synchronization
import Testing

struct ClosureHandlerTests {
    let model = ChunkModel("a", "b")

    @Test func `each closure hears the events of its kind`() async throws {
        let notes = Notes<String>()
        let handler = ClosureHandler(
            onStart: { run, start in notes.add("start \(run.name) \(start.input.messages[0].content)") },
            onToken: { notes.add($0.text) },
            onEnd: { notes.add("end \($0.text)") },
            onError: { notes.add("error \($0.error)") },
            onCancel: { notes.add("cancel \($0.reason)") }
        )
        try await model.generate("hello", callbacks: [.handler(handler)])
        #expect(notes.all == ["start chunks hello", "a", "b", "end ab"])
    }

    @Test func `a failed run is heard as an error, with what there was`() async {
        let notes = Notes<String>()
        let handler = ClosureHandler(
            onEnd: { _ in notes.add("end") },
            onError: { notes.add("\($0.error) \($0.result.text)") }
        )
        let model = ChunkModel([.text("half")], error: Mishap())
        await #expect(throws: Mishap.self) { try await model.generate("", callbacks: [.handler(handler)]) }
        #expect(notes.all == ["a mishap half"])
    }

    @Test func `a stopped run is heard as cancelled`() async throws {
        let notes = Notes<String>()
        let handler = ClosureHandler(
            onCancel: { notes.add($0.reason.description) },
            onEvent: { event in
                if event.token != nil { event.run.stop(reason: "enough") }
            }
        )
        try await model.generate("", callbacks: [.handler(handler)])
        #expect(notes.all == ["stopped: enough"])
    }

    @Test func `a handler may be one closure`() async throws {
        let notes = Notes<String>()
        try await model.generate("", callbacks: [.handler(ClosureHandler(onToken: { notes.add($0.text) }))])
        #expect(notes.all == ["a", "b"])
    }

    @Test func `onEvent hears everything, before the closure for its kind`() async throws {
        let notes = Notes<String>()
        let handler = ClosureHandler(
            onToken: { notes.add($0.text) },
            onEvent: { notes.add("\($0.sequence)") }
        )
        try await model.generate("", callbacks: [.handler(handler)])
        #expect(notes.all == ["0", "1", "a", "2", "b", "3"])
    }

    @Test func `what a closure throws is a fault of the handler, and nobody else's`() async throws {
        let handler = ClosureHandler(onToken: { _ in throw Mishap() })
        let result = try await model.generate("", callbacks: [.handler(handler)])
        #expect(result.text == "ab")
        #expect(result.handlerFailures.map(\.sequence) == [1, 3])
        #expect(result.handlerFailures.map(\.label) == ["ClosureHandler", "ClosureHandler"])
    }

    @Test func `where no closure takes tokens, or their times, none are made`() {
        let quiet = ClosureHandler(onEnd: { _ in })
        #expect(Callback.handler(quiet).events.isDisjoint(with: [.tokens, .tokenTimes]))
        #expect(Callback.handler(ClosureHandler(onToken: { _ in })).events == .all.subtracting(.tokenTimes))
        #expect(Callback.handler(ClosureHandler(onEvent: { _ in })).events == .all)
        #expect(Callback.handler(AsyncClosureHandler(onToken: { _ in })).events == .all.subtracting(.tokenTimes))
    }

    @Test func `closures and other handlers hear a token in the order of their registration`() async throws {
        let heard = Mutex<[Int]>([])
        let manager = CallbackManager()
        var registrations: [Registration] = []
        for number in 0..<6 {
            if number % 3 == 0 {
                let closure = Callback.onEvent(.tokens) { _ in heard.withLock { $0.append(number) } }
                registrations.append(manager.add(closure))
            } else {
                registrations.append(manager.add(.onToken { _ in heard.withLock { $0.append(number) } }))
            }
        }
        try await manager.run("run", input: "") { run in
            try await run.token("a")
            #expect(heard.withLock { $0 } == [0, 1, 2, 3, 4, 5])
            for number in [0, 2, 4] { manager.remove(registrations[number]) }
            heard.withLock { $0 = [] }
            try await run.token("b")
            #expect(heard.withLock { $0 } == [1, 3, 5])
        }
    }

    @Test func `its events are those for which there is a closure`() {
        #expect(ClosureHandler().events == [])
        #expect(ClosureHandler(onToken: { _ in }).events == .tokens)
        #expect(ClosureHandler(onStart: { _, _ in }, onEnd: { _ in }).events == [.started, .ended])
        #expect(ClosureHandler(onError: { _ in }, onCancel: { _ in }).events == [.failed, .cancelled])
        #expect(ClosureHandler(onEvent: { _ in }).events == .all)
    }

    @Test func `keeps the rules for handlers`() async throws {
        try await HandlerConformance.check(ClosureHandler(onToken: { _ in }, onEvent: { _ in }))
    }
}
