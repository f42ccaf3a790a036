// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksSQLite

@Suite struct JSONLinesDecoderTests {
    private let run = "0199f2c4-7a10-7c55-8e21-5b3d1f0a9c42"

    private var lines: [String] {
        [
            #"{"event":"start","run":"\#(run)","seq":0,"time":"2026-11-23T20:34:56.789Z","kind":"model","model":"m","input":[{"role":"user","content":"Hi"}],"parameters":{"temperature":0.5},"session":"s","tags":["a","b"],"metadata":{"k":1}}"#,
            #"{"event":"retry","run":"\#(run)","seq":1,"t":0.01,"attempt":1,"delay":0.5,"reason":"busy"}"#,
            #"{"event":"token","run":"\#(run)","seq":2,"t":0.213412,"choice":0,"lane":"reasoning","text":"hm"}"#,
            #"{"event":"token","run":"\#(run)","seq":3,"t":0.3,"choice":1,"lane":"text","text":"a\u0000b","pieces":2}"#,
            #"{"event":"replace","run":"\#(run)","seq":5,"t":0.4,"choice":1,"lane":"text","text":"c"}"#,
            #"{"event":"token","run":"\#(run)","seq":6,"t":0.5,"choice":0,"lane":"toolCall","slot":2,"id":"call_1","name":"f","text":"{}"}"#,
            #"{"event":"custom","run":"\#(run)","seq":7,"t":0.6,"name":"n","data":{"x":[1,null]}}"#,
            #"{"event":"end","run":"\#(run)","seq":8,"t":0.7,"finish":"stop","text":"","reasoning":"hm","toolCalls":[{"slot":2,"id":"call_1","name":"f","arguments":"{}"}],"choices":[{"choice":0,"finish":"stop","text":"","reasoning":"hm","toolCalls":[{"slot":2,"id":"call_1","name":"f","arguments":"{}"}]},{"choice":1,"finish":"length","text":"c"}],"usage":{"input":12,"output":34,"source":"reported"},"timing":{"firstToken":0.213412,"total":0.7},"tokens":3,"model":"m-2"}"#,
        ]
    }

    @Test func `what the encoder writes comes back, and is written the same again`() throws {
        var decoder = JSONLinesDecoder()
        for line in lines {
            let events = try decoder.decode(line.utf8)
            #expect(events.count == 1)
            #expect(events.map { String(decoding: JSONLinesEncoder().encode($0), as: UTF8.self) } == [line])
        }
        #expect(decoder.unfinished.isEmpty)
    }

    @Test func `unknown events and keys are passed over`() throws {
        var decoder = JSONLinesDecoder()
        _ = try decoder.decode(lines[0].utf8)
        #expect(try decoder.decode(#"{"event":"new","run":"\#(run)","seq":1,"t":0,"x":1}"#.utf8).isEmpty)
        let known = #"{"event":"token","run":"\#(run)","seq":2,"t":0,"lane":"text","text":"x","new":{}}"#
        #expect(try decoder.decode(known.utf8).first?.token?.text == "x")
        #expect(decoder.unfinished == [try #require(RunID(run))])
    }

    @Test(arguments: [
        (#"{"event":"token","run":"#, "no valid JSON at byte 23"),
        ("[]", "the line is no JSON object"),
        (#"{"run":"x","seq":1}"#, "\"event\" is missing"),
        (#"{"event":"token","run":"x","seq":1}"#, "\"run\" is missing, or no id"),
        (#"{"event":"token","run":"RUN","seq":-1,"t":0}"#, "\"seq\" is missing, or no number that an event can have"),
        (#"{"event":"token","run":"OTHER","seq":1,"t":0,"text":""}"#, "the run has no \"start\" before this event"),
        (#"{"event":"token","run":"RUN","seq":1,"text":""}"#, "\"t\" is missing, or no time after the start"),
        (#"{"event":"token","run":"RUN","seq":1,"t":1e300,"text":""}"#, "\"t\" is missing, or no time after the start"),
        (#"{"event":"token","run":"RUN","seq":1,"t":0}"#, "the token has no \"text\""),
        (#"{"event":"token","run":"RUN","seq":1,"t":0,"text":"","lane":"x"}"#, "the token's \"lane\" is not known"),
        (
            #"{"event":"token","run":"RUN","seq":1,"t":0,"text":"","choice":99999999999}"#,
            "\"choice\" or \"slot\" is no number that they can have"
        ),
        (#"{"event":"token","run":"RUN","seq":0,"t":0,"text":""}"#, "\"seq\" is not above that of the event before"),
        (#"{"event":"start","run":"RUN","seq":0,"time":"2026-01-01T00:00:00Z"}"#, "the run starts twice"),
        (
            #"{"event":"start","run":"OTHER","seq":0,"time":"yesterday"}"#,
            "\"time\" is missing, or not as ISO 8601 has it"
        ),
    ]) func `a damaged line is a fault, and nothing is taken from it`(line: String, message: String) throws {
        var decoder = JSONLinesDecoder()
        _ = try decoder.decode(lines[0].utf8)
        let text = line.split(separator: "RUN", omittingEmptySubsequences: false).joined(separator: run)
            .split(separator: "OTHER", omittingEmptySubsequences: false).joined(
                separator: "0199f2c4-7a10-7c55-8e21-5b3d1f0a9c43"
            )
        #expect(throws: JSONLinesDecoder.Fault(description: message)) { try decoder.decode(text.utf8) }
        #expect(try decoder.decode(lines[2].utf8).count == 1)
    }

    @Test func `times do not fall, and nothing follows an end`() throws {
        var decoder = JSONLinesDecoder()
        for line in [lines[0], lines[3]] { _ = try decoder.decode(line.utf8) }
        let early = #"{"event":"token","run":"\#(run)","seq":9,"t":0.1,"text":""}"#
        #expect(throws: JSONLinesDecoder.Fault.self) { try decoder.decode(early.utf8) }
        _ = try decoder.decode(lines[7].utf8)
        #expect(throws: JSONLinesDecoder.Fault(description: "the run is over, and an event follows")) {
            try decoder.decode(lines[0].utf8)
        }
    }

    @Test func `an end whose run has no pieces brings its text as pieces`() throws {
        var decoder = JSONLinesDecoder()
        _ = try decoder.decode(lines[0].utf8)
        let events = try decoder.decode(lines[7].utf8)
        #expect(events.map(\.sequence) == [1, 2, 3, 8])
        #expect(events.compactMap(\.token?.text) == ["hm", "{}", "c"])
        #expect(events[0].time == .microseconds(213_412))
        #expect(events[1].token?.callName == "f")
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0, 0), ("2026-11-23T20:34:56.789Z", 1_795_466_096, 789_000_000),
            ("2000-02-29 12:00:00.123456+05:30", 951_805_800, 123_456_000), ("1969-12-31T23:59:59-00:30", 1799, 0),
        ] as [(String, Int64, Int32)]
    ) func `moments are read as ISO 8601 has them`(text: String, seconds: Int64, nanoseconds: Int32) {
        #expect(WallTime(iso8601: text) == WallTime(secondsSinceEpoch: seconds, nanoseconds: nanoseconds))
    }

    @Test(arguments: ["", "2026-11-23", "2026-13-23T20:34:56Z", "2026-11-23T25:34:56Z", "2026-11-23T20:34:56+1"])
    func `what is no moment is none`(text: String) { #expect(WallTime(iso8601: text) == nil) }
}
