// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// Each test waits for the server to see its socket closed: a transfer that lives on would hang it.
@Suite(.timeLimit(.minutes(5))) struct CurlTransportCancellationTests {
    @Test func `cancelling while the name is resolved`() async throws {
        let transport = try CurlTransport()
        let stream = transport.open(try .test("http://host.invalid"))
        stream.cancel()
        await expectCancelled(stream)
        await transport.whenIdle()
    }

    @Test func `cancelling while connecting`() async throws {
        let listener = try FullListener()
        defer { listener.stop() }
        let transport = try CurlTransport()
        let stream = transport.open(try .test(listener.url))
        let reader = Task { try await stream.next() }
        reader.cancel()
        await expectCancelled(reader)
        await transport.whenIdle()
    }

    @Test func `cancelling within the TLS handshake`() async throws {
        try await expectClosed(scheme: "https") { connection, reached, _ in
            reached.open()
            connection.waitForClose()
        }
    }

    @Test func `cancelling while waiting for the head`() async throws {
        try await expectClosed { connection, reached, _ in
            _ = connection.readRequest()
            reached.open()
            connection.waitForClose()
        }
    }

    @Test func `cancelling between head and body`() async throws {
        try await expectClosed { connection, reached, _ in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            reached.open()
            connection.waitForClose()
        }
    }

    @Test func `cancelling within the body`() async throws {
        try await expectClosed { connection, reached, _ in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            reached.open()
            connection.waitForClose()
        }
    }

    @Test func `cancelling while the server is held back`() async throws {
        try await expectClosed { connection, reached, _ in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            reached.open()
            // Throws once the client is gone.
            while true { try connection.sendChunk([UInt8](repeating: 1, count: 64 * 1024)) }
        }
    }

    @Test func `cancelling the reading task`() async throws {
        let reached = Gate()
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            reached.open()
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        let reader = Task { try await stream.next() }
        await reached.wait()
        reader.cancel()
        await expectCancelled(reader)
        await closed.wait()
        await expectCancelled(stream)
    }

    @Test func `a task that is cancelled already reads nothing`() async throws {
        let server = try LoopbackServer.events(["{}"])
        defer { server.stop() }
        let transport = try CurlTransport()
        let stream = transport.open(try .test(server.url))
        let gate = Gate()
        let reader = Task {
            await gate.wait()
            return try await stream.next()
        }
        reader.cancel()
        gate.open()
        await expectCancelled(reader)
        await transport.whenIdle()
    }

    @Test func `dropping an unfinished stream`() async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        try await readOneEvent(transport, server)
        await closed.wait()
        await transport.whenIdle()
    }

    @Test func `cancelling one stream leaves its neighbour alone`() async throws {
        let cancelled = Gate()
        let server = try LoopbackServer { connection in
            guard connection.readRequest()?.target == "/neighbour" else { return connection.waitForClose() }
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            connection.wait(for: cancelled)
            try connection.sendEvent(data: "2")
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let neighbour = transport.open(try .test("\(server.url)/neighbour"))
        let stream = transport.open(try .test(server.url))
        #expect(try await neighbour.body(atLeast: 9) == Array("data: 1\n\n".utf8))
        stream.cancel()
        cancelled.open()
        #expect(try await neighbour.text() == "data: 2\n\n")
    }

    @Test func `cancelling after the end does nothing`() async throws {
        let server = try LoopbackServer.events(["{}"])
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        _ = try await stream.collect()
        stream.cancel()
        #expect(try await stream.next() == nil)
    }

    private func readOneEvent(_ transport: CurlTransport, _ server: LoopbackServer) async throws {
        let stream = transport.open(try .test(server.url))
        #expect(try await stream.body(atLeast: 9) == Array("data: 1\n\n".utf8))
    }

    /// Cancels a stream when the script has reached its stage, and waits for the script to see the end of its connection.
    private func expectClosed(
        scheme: String = "http",
        _ script: @escaping @Sendable (LoopbackConnection, _ reached: Gate, _ closed: Gate) throws -> Void
    ) async throws {
        let (reached, closed) = (Gate(), Gate())
        let server = try LoopbackServer { connection in
            defer { closed.open() }
            try script(connection, reached, closed)
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let stream = transport.open(try .test("\(scheme)://127.0.0.1:\(server.port)"))
        await reached.wait()
        stream.cancel()
        await expectCancelled(stream)
        await closed.wait()
        await transport.whenIdle()
    }

    private func expectCancelled(_ stream: HTTPStream) async {
        await #expect(throws: CancellationError.self) { try await stream.next() }
    }

    private func expectCancelled(_ reader: Task<HTTPStreamPart?, any Error>) async {
        await #expect(throws: CancellationError.self) { try await reader.value }
    }
}
