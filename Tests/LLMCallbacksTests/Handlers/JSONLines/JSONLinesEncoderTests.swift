// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct JSONLinesEncoderTests {
    static let id = RunID("0199f2c4-0000-7000-8000-000000000001")
    let clock = ManualClock()
    let lines = Notes<String>()

    /// Starts a run whose events are written down as lines.
    func open(
        _ name: String = "m",
        kind: RunKind = .model,
        events: EventFilter = .all,
        options: RunOptions = RunOptions(id: JSONLinesEncoderTests.id)
    ) async throws -> Stage {
        let encode = Callback.onEvent(events) { [lines] event in
            lines.add(String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self))
        }
        let manager = CallbackManager([encode], clock: clock)
        return try await Stage.open(name, kind: kind, manager: manager, options: options)
    }

    /// The lines, each without the keys that all begin with.
    func bodies(_ event: String) -> [String] {
        lines.all.compactMap { line in
            guard line.hasPrefix(#"{"event":"\#(event)","run":"0199f2c4-0000-7000-8000-000000000001","seq":"#) else {
                return nil
            }
            let afterSequence = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
            return afterSequence.count > 3 ? String(afterSequence[3]) : nil
        }
    }

    @Test func `a run of text, line by line`() async throws {
        let stage = try await open()
        clock.advance(by: .microseconds(213_412))
        try await stage.say(" water")
        clock.advance(by: .microseconds(1_306_588))
        try await stage.run.send(.usage(TokenUsage(inputTokens: 12, outputTokens: 34)))
        try await stage.run.send(.finish(.stop))
        try await stage.end()
        let run = #""run":"0199f2c4-0000-7000-8000-000000000001""#
        let time = stage.run.context.startedAt
        #expect(
            lines.all == [
                #"{"event":"start",\#(run),"seq":0,"time":"\#(time)","kind":"model","model":"m","#
                    + #""input":[{"role":"user","content":""}]}"#,
                #"{"event":"token",\#(run),"seq":1,"t":0.213412,"choice":0,"lane":"text","text":" water"}"#,
                #"{"event":"end",\#(run),"seq":2,"t":1.52,"finish":"stop","text":" water","#
                    + #""usage":{"input":12,"output":34,"source":"reported"},"#
                    + #""timing":{"firstToken":0.213412,"total":1.52},"tokens":1}"#,
            ]
        )
    }

    @Test func `each lane has its name, and tool calls their slot, id and name`() async throws {
        let stage = try await open(events: .tokens)
        try await stage.say("a", .reasoning)
        try await stage.say("b", .refusal, choice: 2)
        try await stage.run.send(.toolCall(slot: 1, id: "call_1", name: "lookup", arguments: #"{"q":"#))
        try await stage.run.send(.toolCall(slot: 1, arguments: "\"\n"))
        try await stage.end()
        #expect(
            bodies("token") == [
                #""t":0,"choice":0,"lane":"reasoning","text":"a"}"#,
                #""t":0,"choice":2,"lane":"refusal","text":"b"}"#,
                #""t":0,"choice":0,"lane":"toolCall","slot":1,"id":"call_1","name":"lookup","text":"{\"q\":"}"#,
                #""t":0,"choice":0,"lane":"toolCall","slot":1,"text":"\"\n"}"#,
            ]
        )
    }

    @Test func `events between the first and the last`() async throws {
        let stage = try await open(events: .all.subtracting([.started, .terminal]))
        try await stage.run.send(.retrying(Retry(attempt: 1, delay: .milliseconds(500), reason: "429 \"slow\"")))
        stage.run.custom("cache", data: ["hit": true, "age": 1.5])
        stage.run.custom("ping")
        try await stage.run.send(.replaced(TokenDelta("new", lane: .text)))
        try await stage.end()
        #expect(bodies("retry") == [#""t":0,"attempt":1,"delay":0.5,"reason":"429 \"slow\""}"#])
        #expect(
            bodies("custom") == [
                #""t":0,"name":"cache","data":{"age":1.5,"hit":true}}"#, #""t":0,"name":"ping","data":null}"#,
            ]
        )
        #expect(bodies("replace") == [#""t":0,"choice":0,"lane":"text","text":"new"}"#])
    }

    @Test func `the failure of another handler`() async throws {
        let encode = Callback.onEvent(.handlerFailed) { [lines] event in
            lines.add(String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self))
        }
        let failing = Callback.handler(
            ClosureHandler(onToken: { _ in throw Mishap() }),
            failure: .detach(after: 1),
            label: "webhook"
        )
        let options = RunOptions(id: Self.id)
        let manager = CallbackManager([encode, failing], clock: clock)
        try await ChunkModel("a", "b").generate("", manager: manager, options: options)
        #expect(bodies("handlerFailed") == [#""t":0,"handler":"webhook","at":1,"message":"a mishap","detached":true}"#])
    }

    @Test func `what a full queue dropped`() async throws {
        let (first, isTaken) = AsyncStream<Void>.makeStream()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let slow = AsyncClosureHandler(onEvent: { [lines] event in
            lines.add(String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self))
            guard event.sequence == 1 else { return }
            isTaken.finish()
            for await _ in gate {}
        })
        let manager = CallbackManager([.handler(slow, overflow: .dropOldest, limit: 1)], clock: clock)
        let stage = try await Stage.open("m", manager: manager, options: RunOptions(id: Self.id))
        try await stage.say("a")
        for await _ in first {}
        for word in ["b", "c", "d"] { try await stage.say(word) }
        open.finish()
        try await stage.end()
        #expect(bodies("dropped").count == 1)
        #expect(bodies("dropped").first?.hasSuffix(#""count":2}"#) == true)
    }

    @Test func `the answer's other parts, where there are any`() async throws {
        let stage = try await open(events: .terminal)
        try await stage.say("hm", .reasoning)
        try await stage.say("no", .refusal)
        try await stage.run.send(.toolCall(slot: 0, id: "c", name: "f", arguments: "{}"))
        let usage = TokenUsage(
            inputTokens: 1,
            outputTokens: 2,
            cachedInputTokens: 0,
            reasoningTokens: 2,
            source: .estimated
        )
        try await stage.run.send(.usage(usage))
        try await stage.run.send(.model("m-2026"))
        try await stage.end()
        #expect(
            bodies("end") == [
                #""t":0,"finish":"unknown","text":"","reasoning":"hm","refusal":"no","#
                    + #""toolCalls":[{"slot":0,"id":"c","name":"f","arguments":"{}"}],"#
                    + #""usage":{"input":1,"output":2,"cachedInput":0,"reasoning":2,"source":"estimated"},"#
                    + #""timing":{"firstToken":0,"total":0},"tokens":3,"model":"m-2026"}"#
            ]
        )
    }

    @Test func `several choices are listed`() async throws {
        let stage = try await open(events: .terminal)
        try await stage.say("b", choice: 1)
        try await stage.say("a", choice: 0)
        try await stage.run.send(.finish(.length, choice: 1))
        try await stage.run.send(.finish(.stop))
        try await stage.end()
        #expect(
            bodies("end") == [
                #""t":0,"finish":"stop","text":"a","choices":[{"choice":0,"finish":"stop","text":"a"},"#
                    + #"{"choice":1,"finish":"length","text":"b"}],"timing":{"firstToken":0,"total":0},"tokens":2}"#
            ]
        )
    }

    @Test func `an error of the model's, in its own terms`() async throws {
        let stage = try await open(events: .terminal)
        try await stage.say("half")
        await stage.fail(ModelError(.rateLimited, "slow down", status: 429, requestID: "req_1"))
        #expect(
            bodies("error") == [
                #""t":0,"error":{"kind":"rateLimited","status":429,"message":"slow down","requestID":"req_1"},"#
                    + #""text":"half","timing":{"firstToken":0,"total":0},"tokens":1}"#
            ]
        )
    }

    @Test func `any other error counts as the model's`() async throws {
        let stage = try await open(events: .terminal)
        await stage.fail(Mishap(description: "line\nfeed"))
        #expect(
            bodies("error") == [
                #""t":0,"error":{"kind":"model","message":"line\nfeed"},"text":"","timing":{"total":0},"tokens":0}"#
            ]
        )
    }

    @Test func `a cancelled run says why`() async throws {
        let stopped = try await open(events: .terminal)
        stopped.run.stop(reason: "enough")
        try await stopped.end()
        let cancelled = try await open(events: .terminal)
        await cancelled.cancel()
        #expect(
            bodies("cancelled") == [
                #""t":0,"reason":"stopped: enough","text":"","timing":{"total":0},"tokens":0}"#,
                #""t":0,"reason":"task","text":"","timing":{"total":0},"tokens":0}"#,
            ]
        )
    }

    @Test func `the start tells all that was asked`() async throws {
        let parameters = ModelRequest.Parameters(
            temperature: 0.5,
            topP: 1,
            maxTokens: 9,
            choices: 2,
            seed: 7,
            stop: ["END"],
            tools: [["type": "function"]],
            extra: ["b": 1, "a": nil]
        )
        let call = ToolCall(slot: 0, id: "c", name: "f", arguments: "{}")
        let messages: [ModelMessage] = [
            .system("be brief"),
            ModelMessage(role: .user, content: "hi", name: "Ada"),
            ModelMessage(role: .assistant, content: "", toolCalls: [call]),
            .tool("42", callID: "c"),
        ]
        let encode = Callback.onEvent(.started) { [lines] event in
            lines.add(String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self))
        }
        let options = RunOptions(id: Self.id, session: "s", tags: ["t", "u"], metadata: ["user": 1])
        try await ChunkModel().generate(
            ModelRequest(messages, parameters: parameters),
            callbacks: [encode],
            options: options
        )
        let line = try #require(lines.all.first)
        let input =
            #""input":[{"role":"system","content":"be brief"},{"role":"user","content":"hi","name":"Ada"},"#
            + #"{"role":"assistant","content":"","toolCalls":[{"slot":0,"id":"c","name":"f","arguments":"{}"}]},"#
            + #"{"role":"tool","content":"42","toolCallID":"c"}],"#
        let asked =
            #""parameters":{"temperature":0.5,"topP":1.0,"maxTokens":9,"choices":2,"seed":7,"stop":["END"],"#
            + #""tools":[{"type":"function"}],"extra":{"a":null,"b":1}},"#
        #expect(line.hasSuffix(input + asked + #""session":"s","tags":["t","u"],"metadata":{"user":1}}"#))
        #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }

    @Test func `a nested run names its parent, and a tool's input is any value`() async throws {
        let manager = CallbackManager([
            .onEvent(.started) { [lines] event in
                lines.add(String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self))
            }
        ])
        try await manager.run("agent", kind: .agent, options: RunOptions(id: Self.id)) { _ in
            try await manager.run("weather", kind: .tool, value: ["city": "Oslo"]) { _ in }
        }
        #expect(lines.all[0].hasSuffix(#""kind":"agent","model":"agent","input":null}"#))
        #expect(lines.all[1].contains(#","parent":"0199f2c4-0000-7000-8000-000000000001","seq":0,"time":""#))
        #expect(lines.all[1].hasSuffix(#""kind":"tool","model":"weather","input":{"city":"Oslo"}}"#))
    }

    @Test func `hostile text stays within its line, and reads back as it was`() async throws {
        let hostile = "\"},{\n\r\0\\u0000\u{2028}\u{2029}\u{1B}[31m\u{FEFF}👩‍👩‍👧\u{10FFFF}"
        let stage = try await open(hostile, options: RunOptions(id: Self.id, tags: [hostile], metadata: [hostile: "x"]))
        try await stage.say(hostile)
        try await stage.run.send(.toolCall(id: hostile, name: "f", arguments: hostile))
        stage.run.custom(hostile, data: .string(hostile))
        await stage.fail(Mishap(description: hostile))
        #expect(lines.all.count == 5)
        for line in lines.all {
            #expect(!line.utf8.contains(UInt8(ascii: "\n")))
            #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
        }
        let token = try JSONSerialization.jsonObject(with: Data(lines.all[1].utf8)) as? [String: Any]
        #expect((token?["text"] as? String)?.unicodeScalars.elementsEqual(hostile.unicodeScalars) == true)
    }
}
