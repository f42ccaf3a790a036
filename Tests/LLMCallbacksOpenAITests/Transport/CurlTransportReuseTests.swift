// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

@Suite(.timeLimit(.minutes(5))) struct CurlTransportReuseTests {
    @Test func `three requests in a row use one connection`() async throws {
        let server = try LoopbackServer.events(["{}"])
        defer { server.stop() }
        let transport = try CurlTransport()
        for _ in 0..<3 { _ = try await transport.open(.test(server.url)).collect() }
        #expect(server.requests.count == 3)
        #expect(server.connectionCount == 1)
    }

    @Test func `a connection is kept while many other servers are asked`() async throws {
        let servers = try (0..<24).map { _ in try LoopbackServer.events(["{}"]) }
        defer { for server in servers { server.stop() } }
        let transport = try CurlTransport()
        for _ in 0..<2 {
            for server in servers { _ = try await transport.open(.test(server.url)).collect() }
        }
        #expect(servers.map(\.connectionCount) == Array(repeating: 1, count: 24))
    }

    @Test func `a stream that is finished at DONE is drained, and its connection used again`() async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                try connection.sendChunkedHead()
                try connection.sendEvent(data: "[DONE]")
                try connection.sendLastChunk()
            }
        }
        defer { server.stop() }
        // Far more time than the end of the body needs, so that a slow machine does not matter.
        let transport = try CurlTransport(settings: .init(drainTime: .seconds(30)))
        for _ in 0..<3 {
            let stream = transport.open(try .test(server.url))
            #expect(try await stream.body(atLeast: 14).isEmpty == false)
            stream.finish()
            #expect(try await stream.next() == nil)
            await transport.whenIdle()
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a server that never ends its body after DONE is left after a while`() async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "[DONE]")
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(drainTime: .milliseconds(10)))
        let stream = transport.open(try .test(server.url))
        #expect(try await stream.body(atLeast: 14).isEmpty == false)
        stream.finish()
        #expect(try await stream.next() == nil)
        await closed.wait()
        await transport.whenIdle()
    }

    @Test func `a server that never ends the body of a complete answer is left after a while, and after what follows`()
        async throws
    {
        let (settled, closed) = (Gate(), Gate())
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            connection.wait(for: settled)
            try connection.sendEvent(data: "2")
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(settleTime: .milliseconds(300)))
        let stream = transport.open(try .test(server.url))
        #expect(try await stream.body(atLeast: 9) == Array("data: 1\n\n".utf8))
        stream.settle()
        settled.open()
        #expect(try await stream.text() == "data: 2\n\n")
        await closed.wait()
    }

    @Test func `a server that goes on sending pings after a complete answer is left all the same`() async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            defer { closed.open() }
            while true { try connection.sendChunk(": ping\n\n") }
        }
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(settleTime: .milliseconds(20)))
        let stream = transport.open(try .test(server.url))
        _ = try await stream.body(atLeast: 1)
        stream.settle()
        while try await stream.next() != nil {}
        await closed.wait()
    }

    @Test func `an answer that goes on after it seemed complete is heard to its end`() async throws {
        let (isReady, isGoing) = (Gate(), Gate())
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            connection.wait(for: isGoing)
            try connection.sendEvent(data: "2")
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        // Longer than a thread may be kept off its core between the two orders.
        let transport = try CurlTransport(settings: .init(settleTime: .seconds(2)))
        let stream = transport.open(try .test(server.url))
        _ = try await stream.body(atLeast: 9)
        stream.settle()
        stream.unsettle()
        // Another stream that is waited for no longer than that has ended meanwhile.
        let other = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            isReady.open()
            connection.waitForClose()
        }
        defer { other.stop() }
        let left = transport.open(try .test(other.url))
        await isReady.wait()
        left.settle()
        while try await left.next() != nil {}
        isGoing.open()
        #expect(try await stream.text() == "data: 2\n\n")
    }

    @Test func `a stream that breaks after it was finished is no fault`() async throws {
        let isFinished = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "[DONE]")
            connection.wait(for: isFinished)
            connection.reset()
        }
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(drainTime: .seconds(30)))
        let stream = transport.open(try .test(server.url))
        #expect(try await stream.body(atLeast: 14).isEmpty == false)
        stream.finish()
        isFinished.open()
        await transport.whenIdle()
        #expect(try await stream.next() == nil)
    }

    @Test func `a kept connection that the server has closed is replaced`() async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer(body: "Hello")
            connection.finish()
            closed.open()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        #expect(try await transport.open(.test(server.url)).text() == "Hello")
        await closed.wait()
        #expect(try await transport.open(.test(server.url)).text() == "Hello")
        #expect(server.connectionCount == 2)
    }
}
