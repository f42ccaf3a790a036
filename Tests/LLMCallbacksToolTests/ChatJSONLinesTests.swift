// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ChatJSONLinesTests {
    @Test func `every lane is written with the keys of the contract`() async throws {
        let call = #"{"index":0,"id":"call_1","type":"function","function":{"name":"lookup","arguments":"{}"}}"#
        let server = try LoopbackServer.events([
            Wire.delta(#"{"reasoning_content":"hm"}"#), Wire.text("yes"), Wire.delta(#"{"refusal":"no"}"#),
            Wire.delta(#"{"tool_calls":[\#(call)]}"#), Wire.stop, Wire.usage,
        ])
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--format", "jsonl", "--base-url", server.url)
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        let lines = try JSONLine.lines(ending.output)
        #expect(lines.map(\.event) == ["start", "token", "token", "token", "token", "end"])
        #expect(lines.map { $0.number("seq") } == [0, 1, 2, 3, 4, 5])
        #expect(Set(lines.map { $0["run"] }).count == 1)
        expectStart(lines[0])
        expectTokens(Array(lines[1...4]))
        expectEnd(lines[5])
    }

    private func expectStart(_ start: JSONLine) {
        #expect(start.keys.isSuperset(of: ["event", "run", "seq", "time", "kind", "model", "input"]))
        #expect(start["kind"] == "model")
        #expect(start["time"].hasSuffix("Z"))
        #expect(start.array("input").map { $0["content"] } == ["Hi"])
        #expect(start.array("input").map { $0["role"] } == ["user"])
    }

    private func expectTokens(_ tokens: [JSONLine]) {
        let keys: Set = ["event", "run", "seq", "t", "choice", "lane", "text"]
        #expect(tokens.allSatisfy { $0.keys.isSuperset(of: keys) })
        #expect(tokens.map { $0["lane"] } == ["reasoning", "text", "refusal", "toolCall"])
        #expect(tokens.map { $0["text"] } == ["hm", "yes", "no", "{}"])
        #expect(tokens.allSatisfy { $0.number("choice") == 0 })
        #expect(tokens[3]["id"] == "call_1")
        #expect(tokens[3]["name"] == "lookup")
        #expect(tokens[3].number("slot") == 0)
    }

    private func expectEnd(_ end: JSONLine) {
        #expect(end["finish"] == "stop")
        #expect(end["text"] == "yes")
        #expect(end["reasoning"] == "hm")
        #expect(end["refusal"] == "no")
        #expect(end.array("toolCalls").map { $0["arguments"] } == ["{}"])
        #expect(end.array("toolCalls").first?.keys == ["slot", "id", "name", "arguments"])
        #expect(end.object("usage").number("input") == 12)
        #expect(end.object("usage").number("output") == 34)
        #expect(end.object("usage")["source"] == "reported")
        #expect(end.object("timing").keys == ["firstToken", "total"])
        #expect(end.number("tokens") == 4)
    }

    @Test func `a failed run ends with its error, after the text that came`() async throws {
        let server = try LoopbackServer.events([
            Wire.text("so far"), #"{"error":{"message":"out of luck","type":"server_error"}}"#,
        ])
        defer { server.stop() }
        let ending = try await ToolProcess.run("chat", "Hi", "--format", "jsonl", "--base-url", server.url)
        #expect(ending.status == 1)
        let lines = try JSONLine.lines(ending.output)
        #expect(lines.map(\.event) == ["start", "token", "error"])
        let error = try #require(lines.last)
        #expect(error.object("error").keys.isSuperset(of: ["kind", "message"]))
        #expect(error.object("error")["message"].contains("out of luck"))
        #expect(error["text"] == "so far")
        #expect(error.number("tokens") == 1)
        #expect(ending.messages.hasPrefix("llmcallbacks: \(error.object("error")["kind"])"))
    }
}
