// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RedactingTests {
    private let rules: [RedactionRule] = [.literal("hunter2", named: "password"), .literal("42", named: "number")]
    private let marker = "[redacted: password]"

    private struct Leak: Error, CustomStringConvertible { let description = "hunter2 is wrong" }

    @Test func `a handler hears none of it, wherever it stands, and others hear all`() async throws {
        let (blind, queued, seeing) = (RecordingHandler(), AsyncRecordingHandler(), RecordingHandler())
        let model = ScriptedModel(steps: [
            .send(.retrying(Retry(attempt: 1, delay: .zero, reason: "hunter2 refused"))),
            .send(.custom(name: "hunter2", data: ["hunter2": ["a": [42, "hunter2"]]])),
            "a hun", .send(.reasoning("hunt")), "ter", .send(.text("hunter", choice: 1)), .send(.reasoning("er2!")),
            .send(.toolCall(slot: 0, id: "hunter2", name: "f", arguments: "{\"p\":\"hunt")), "2 b",
            .send(.toolCall(slot: 0, arguments: "er2\"}")), .send(.replaced(TokenDelta("new hunter"))), "2 hun",
            .send(.model("hunter2")), .send(.finish(FinishReason(rawValue: "hunter2"))), .fail(Leak()),
        ])
        var options = RunOptions(session: "hunter2", tags: ["hunter2"])
        options.metadata = ["password": "hunter2"]
        await #expect(throws: Leak.self) {
            try await model.generate(
                ModelRequest([.system("hunter2"), .user("Say hunter2")], parameters: .init(stop: ["hunter2"])),
                callbacks: [
                    .handler(blind).redacting(rules), .handler(queued).redacting(rules), .handler(seeing),
                ],
                options: options
            )
        }
        #expect(seeing.events.map(line).joined().contains("hunter2"))
        for events in [blind.events, queued.events] {
            let lines = events.map(line).joined(separator: "\n")
            #expect(!lines.contains("hunter2"), "\(lines)")
            #expect(lines.contains(#""a":["[redacted: number]","\#(marker)"]"#), "\(lines)")
            #expect(events.allSatisfy { $0.run.session == marker && $0.run.tags == [marker] })
            #expect(events.map(\.sequence) == events.map(\.sequence).sorted())
            #expect(events.last?.isTerminal == true)
            let texts = events.compactMap(\.token).filter { $0.lane == .text && $0.choice == 0 }.map(\.text)
            #expect(texts == ["a ", "", "\(marker) b", "\(marker) ", "hun"])
            let result = try #require(events.last?.result)
            #expect(result.text == "new \(marker) hun" && result.choices[1].text == "hunter")
            #expect(result.reasoning == "\(marker)!" && result.toolCalls.first?.arguments == "{\"p\":\"\(marker)\"}")
        }
        #expect(blind.events.map(line) == queued.events.map(line), "inline and behind a queue alike")
    }

    @Test func `what is held back comes before the end, as the last piece of its lane`() async throws {
        let handler = RecordingHandler()
        try await ScriptedModel("my hunt").generate("Hello", callbacks: [.handler(handler).redacting(rules)])
        #expect(handler.events.compactMap(\.token).map(\.text) == ["my ", "hunt"])
        #expect(handler.events.map(\.sequence) == [0, 1, 2, 3])
        #expect(handler.events.compactMap(\.token).map(\.pieces) == [1, 0])
    }

    @Test func `a handler that wants no ends still gets all of the text`() async throws {
        let handler = RecordingHandler()
        let callback = Callback.handler(handler, events: .tokens).redacting(rules)
        try await ScriptedModel("my hunt").generate("Hello", callbacks: [callback])
        #expect(handler.events.compactMap(\.token).map(\.text) == ["my ", "hunt"])
        #expect(handler.events.count == 2)
    }

    @Test func `who hears no end has nothing to settle`() async throws {
        let handler = Unsettled()
        let callback = Callback.handler(handler, events: [.tokens, .failed]).redacting(rules)
        let reply = try await ScriptedModel("a").generate("Hello", callbacks: [callback])
        #expect(reply.handlerFailures.isEmpty)
    }

    /// A handler that is never done with an end that it has not heard.
    private final class Unsettled: SettlingHandler {
        func handle(_ event: CallbackEvent) {}
        func settle(_ end: CallbackEvent) async throws { throw InjectedFault() }
    }

    @Test func `rules that are added to rules hold as well`() async throws {
        for handler in [RecordingHandler(), RecordingHandler()] {
            let callback = Callback.handler(handler).redacting([rules[0]]).redacting([rules[1]])
            try await ScriptedModel("hun", "ter2 is 4", "2").generate("Hello", callbacks: [callback])
            #expect(handler.events.last?.result?.text == "\(marker) is [redacted: number]")
        }
    }

    @Test func `a run is stopped through what stands for it`() async throws {
        let stopper = ActingHandler { if $0.token != nil { $0.run.stop(reason: "enough of hunter2") } }
        let heard = AsyncRecordingHandler()
        let reply = try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.handler(stopper).redacting(rules), .handler(heard).redacting(rules)],
            options: RunOptions(tags: ["hunter2"])
        )
        #expect(reply.outcome == .cancelled(.stopped("enough of hunter2")))
        #expect(heard.events.last?.result?.outcome == .cancelled(.stopped("enough of \(marker)")))
    }

    @Test func `a queued handler that fails fails the same way`() async throws {
        let faulty = ActingHandler { if $0.sequence == 1 { throw InjectedFault() } }
        let reply = try await ScriptedModel("a", "b").generate(
            "Hello",
            callbacks: [.queued(faulty, label: "faulty").redacting(rules)],
            options: RunOptions(tags: ["hunter2"])
        )
        #expect(reply.handlerFailures.map(\.label) == ["faulty"])
    }

    private func line(_ event: CallbackEvent) -> String {
        String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self)
    }
}
