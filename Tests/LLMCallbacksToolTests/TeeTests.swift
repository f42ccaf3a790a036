// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct TeeTests {
    @Test func `text passes through as it is, without a line feed of our own`() async throws {
        let ending = try await ToolProcess.run("tee", input: .text("no line feed, 🌊\r\n\tat the end"))
        #expect(ending.output == "no line feed, 🌊\r\n\tat the end")
        #expect(ending.messages == "")
        #expect(ending.status == 0)
    }

    @Test func `pieces are tokens, and no character is split`() async throws {
        let tool = try ToolProcess(["tee", "--format", "jsonl", "--model", "other"], input: .pipe)
        await tool.output.wait(for: #""event":"start""#)
        let wave = Array("🌊".utf8)
        try tool.write(Array("a".utf8) + wave[..<2])
        await tool.output.wait(for: #""text":"a""#)
        try tool.write(wave[2...] + Array("b".utf8))
        await tool.output.wait(for: #""text":"🌊b""#)
        try tool.write([0xE2, 0x82], closing: true)
        let ending = await tool.ending()
        #expect(ending.status == 0)
        let lines = try JSONLine.lines(ending.output)
        #expect(lines.map(\.event) == ["start", "token", "token", "token", "end"])
        #expect(lines.dropFirst().dropLast().map { $0["text"] } == ["a", "🌊b", "\u{FFFD}"])
        #expect(lines.first?["model"] == "other")
        #expect(lines.last?["text"] == "a🌊b\u{FFFD}")
        #expect(lines.last?.number("tokens") == 3)
    }

    @Test func `an empty input is a run without tokens`() async throws {
        let ending = try await ToolProcess.run("tee", "--format", "jsonl", input: .text(""))
        #expect(try JSONLine.lines(ending.output).map(\.event) == ["start", "end"])
        #expect(ending.status == 0)
    }

    @Test func `statistics do not call pieces tokens`() async throws {
        let ending = try await ToolProcess.run("tee", "--stats", input: .text("one"))
        #expect(ending.output == "one")
        #expect(ending.messages.hasPrefix("llmcallbacks: 1 piece out (nobody counted tokens), first after "))
    }

    @Test func `what passes is counted with the tokenizer of the model that is named`() async throws {
        let ending = try await ToolProcess.run("tee", "--stats", "--model", "gpt-4o", input: .text("Hello, world!"))
        #expect(
            ending.messages.hasPrefix("llmcallbacks: 4 tokens out (counted with the model's tokenizer), first after ")
        )
        #expect(ending.messages.contains(", cost at least $0.00004 (prices of 20"))
    }

    @Test(arguments: ["text", "jsonl"])
    func `an output that cannot be written is named, with the handler that failed`(format: String) async throws {
        let tool = try ToolProcess(["tee", "--format", format], input: .text("lost"), output: .unwritable)
        let ending = await tool.ending()
        #expect(ending.status == 74)
        #expect(ending.messages.hasPrefix("llmcallbacks: handler standard output at event "))
        #expect(ending.messages.contains("cannot write "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }
}
