// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Loopback
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct RecordingTests {
    private let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func `chat records what was asked and answered, for the owner alone`() async throws {
        let server = try LoopbackServer.events([Wire.text("a"), Wire.text("b"), Wire.stop, Wire.usage])
        defer { server.stop() }
        let path = "\(database.folder)/new/folder/runs.sqlite"
        let ending = try await ToolProcess.run(
            "chat",
            "Hi",
            "--system",
            "Be brief.",
            "--base-url",
            server.url,
            "--db",
            path,
            "--title",
            "Greeting",
            "--tag",
            "x",
            "--tag",
            "y"
        )
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        // The log has been moved into the file, which may now be copied as it is.
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        let reader = try TranscriptReader(path: path)
        let run = try reader.run("last")
        #expect(run.status == .ended)
        #expect(run.tags == ["x", "y"])
        #expect(run.title == "Greeting")
        #expect(run.usage?.outputTokens == 34)
        #expect(try reader.input(of: run).messages.map(\.content) == ["Be brief.", "Hi"])
        #expect(try reader.chunks(of: run).map(\.token.text) == ["a", "b"])
        #expect(try mode(path) == 0o600)
        #expect(try mode("\(database.folder)/new/folder") == 0o700)
    }

    @Test func `tee records what passes through`() async throws {
        let ending = try await database.run("tee", "--model", "other", input: .text("passed on"))
        #expect(ending.output == "passed on")
        let run = try database.reader().run("last")
        #expect(run.model == "other")
        #expect(run.status == .ended)
        #expect(try database.reader().output(of: run)[0].text == "passed on")
    }

    @Test(arguments: [(["--no-record"], [:]), ([], ["LLMCALLBACKS_NO_RECORD": "1"])] as [([String], [String: String])])
    func `nothing is recorded where that is not wanted`(arguments: [String], environment: [String: String]) async throws
    {
        let tool = try database.start(["tee"] + arguments, environment: environment, input: .text("x"))
        #expect(await tool.ending().output == "x")
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    @Test func `the environment names the session`() async throws {
        for _ in 0..<2 {
            _ = try await database.run("tee", environment: ["LLMCALLBACKS_SESSION": "build"], input: .text("x"))
        }
        let session = try database.reader().session("build")
        #expect(session.runCount == 2)
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `a run that a signal stops is recorded as cancelled, with what came`(signal: Int32, status: Int32) async throws
    {
        let tool = try database.start(["tee"], input: .pipe)
        try tool.write(Array("so far".utf8))
        await tool.output.wait(for: "so far")
        tool.send(signal)
        #expect(await tool.ending().status == status)
        let run = try database.reader().run("last")
        #expect(run.status == .cancelled)
        #expect(try database.reader().output(of: run)[0].text == "so far")
    }

    @Test func `a run whose program is killed is listed as interrupted, with what came`() async throws {
        let tool = try database.start(["tee", "--title", "Long"], input: .pipe)
        try tool.write(Array("so far".utf8))
        await tool.output.wait(for: "so far")
        // The first piece is written at once, but off the path of the stream.
        while try stored() == 0 { await Task.yield() }
        tool.send(SIGKILL)
        #expect(await tool.ending().signal == SIGKILL)
        #expect(try await database.run("list", "--status", "interrupted").output.contains("\tinterrupted\t1\t"))
        #expect(try await database.run("list", "--status", "running").output == "")
        #expect(try await database.run("show", "-r").output == "so far\n")
        #expect(try database.reader().run("last").title == "Long")
    }

    @Test(arguments: ["chat", "tee"]) func `an empty title is none`(command: String) async throws {
        let ending = try await database.run(command, "--title", "", input: .text("x"))
        #expect(ending.status == 64)
        #expect(ending.messages.contains("--title must not be empty"))
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    /// How many pieces are in the file.
    private func stored() throws -> Int {
        guard let reader = try? database.reader(), let run = try reader.runs().first else { return 0 }
        return try reader.chunks(of: run).count
    }

    @Test func `a reader that has seen enough still leaves the whole answer on record`() async throws {
        let isClosed = DispatchSemaphore(value: 0)
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Wire.text("0\\n"))
            isClosed.wait()
            for number in 1..<100 { try connection.sendEvent(data: Wire.text("\(number)\\n")) }
            try connection.sendEvent(data: Wire.stop)
            try connection.sendEvent(data: "[DONE]")
            connection.waitForClose()
        }
        defer { server.stop() }
        let tool = try database.start(["chat", "Hi", "--base-url", server.url], output: .closed(after: "0\n"))
        _ = await tool.output.wait { _, isAtEnd in isAtEnd }
        isClosed.signal()
        let ending = await tool.ending()
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        let run = try database.reader().run("last")
        #expect(run.status == .ended)
        #expect(try database.reader().output(of: run)[0].text == (0..<100).map { "\($0)\n" }.joined())
    }

    @Test func `an answer without an end is not recorded without an end`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            while true { try connection.sendEvent(data: Wire.text("and on\\n")) }
        }
        defer { server.stop() }
        let tool = try database.start(["chat", "Hi", "--base-url", server.url], output: .closed(after: "\n"))
        #expect(await tool.ending().status == 0)
        let run = try database.reader().run("last")
        #expect(run.status == .cancelled)
        #expect(run.cancellation == .stopped("standard output was closed"))
    }

    @Test func `a database that cannot be used harms no answer, and is told in one line`() async throws {
        try Data("this is no database, and long enough not to be taken for an empty one".utf8)
            .write(to: URL(fileURLWithPath: database.path))
        let ending = try await database.run("tee", input: .text("unharmed"))
        #expect(ending.output == "unharmed")
        #expect(ending.status == 0)
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
        #expect(ending.messages.contains(database.path))
        #expect(ending.messages.contains("the record is kept beside it"))
    }

    @Test func `a folder that is a file harms no answer`() async throws {
        try Data().write(to: URL(fileURLWithPath: database.path))
        let ending = try await database.run("tee", "--db", "\(database.path)/runs.sqlite", input: .text("unharmed"))
        #expect(ending.output == "unharmed")
        #expect(ending.status == 0)
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
        #expect(ending.messages.contains("is lost when the program ends"))
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
}
