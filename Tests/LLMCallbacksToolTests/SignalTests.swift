// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Loopback
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct SignalTests {
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func `a signal cancels the run, and the server sees its connection closed`(
        signal: Int32,
        status: Int32
    ) async throws {
        let isClosed = TestSignal()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Wire.text("so far"))
            connection.waitForClose()
            isClosed.give()
        }
        defer { server.stop() }
        let tool = try ToolProcess(["chat", "Hi", "--format", "jsonl", "--base-url", server.url])
        await tool.output.wait(for: "so far")
        tool.send(signal)
        let ending = await tool.ending()
        await isClosed.wait()
        #expect(ending.status == status)
        #expect(ending.messages == "")
        let lines = try JSONLine.lines(ending.output)
        #expect(lines.map(\.event) == ["start", "token", "cancelled"])
        #expect(lines.last?["reason"] == "task")
        #expect(lines.last?["text"] == "so far")
        #expect(lines.last?.number("tokens") == 1)
    }

    @Test func `text that was begun ends its line`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Wire.text("so far"))
            connection.waitForClose()
        }
        defer { server.stop() }
        let tool = try ToolProcess(["chat", "Hi", "--base-url", server.url])
        await tool.output.wait(for: "so far")
        tool.send(SIGINT)
        let ending = await tool.ending()
        #expect(ending.output == "so far\n")
        #expect(ending.status == 130)
    }

    @Test func `a signal ends a program that waits for its input`() async throws {
        let tool = try ToolProcess(["tee"], input: .pipe)
        try tool.write(Array("x".utf8))
        await tool.output.wait(for: "x")
        tool.send(SIGTERM)
        let ending = await tool.ending()
        #expect(ending.status == 143)
        #expect(ending.output == "x")
    }

    @Test func `a second signal ends a program that cannot even say that it was cancelled`() async throws {
        let tool = try ToolProcess(["chat", "Hi", "--format", "jsonl"], output: .unread(after: "token"))
        await tool.output.wait(for: "token")
        tool.fillOutput()
        tool.send(SIGINT)
        tool.send(SIGTERM)
        let ending = await tool.ending()
        #expect(ending.signal == SIGTERM || ending.signal == SIGINT)
    }
}
