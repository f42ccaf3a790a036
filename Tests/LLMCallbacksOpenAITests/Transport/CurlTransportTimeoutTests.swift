// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

@Suite(.timeLimit(.minutes(5))) struct CurlTransportTimeoutTests {
    private static let short = Duration.milliseconds(20)

    @Test func `a connection that is not accepted passes the connect limit`() async throws {
        let listener = try FullListener()
        defer { listener.stop() }
        let timeouts = Timeouts(connect: Self.short, firstToken: nil, idle: nil)
        let error = try await CurlTransport().open(.test(listener.url, timeouts: timeouts)).failure()
        #expect(error?.code == 28)
        #expect(error?.kind == .timeout(.connect))
    }

    @Test func `a server that never answers passes the first token's limit, and its socket is closed`() async throws {
        let closed = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.waitForClose()
            closed.open()
        }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: Self.short, idle: nil)
        let error = try await CurlTransport().open(.test(server.url, timeouts: timeouts)).failure()
        #expect(error?.code == 28)
        #expect(error?.kind == .timeout(.firstToken))
        await closed.wait()
    }

    @Test func `a head without a body passes the first token's limit`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            connection.waitForClose()
        }
        defer { server.stop() }
        for limit in GrowingLimit.all {
            let timeouts = Timeouts(connect: nil, firstToken: limit, idle: nil)
            let stream = try CurlTransport().open(.test(server.url, timeouts: timeouts))
            // A machine that is too busy for a head within the limit has a longer one.
            guard case .head? = try? await stream.next() else { continue }
            #expect(await stream.failure()?.kind == .timeout(.firstToken))
            return
        }
        Issue.record("no head within \(GrowingLimit.longest)")
    }

    @Test func `a body that stops passes the idle limit, after what came`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            connection.waitForClose()
        }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: nil, idle: Self.short)
        let stream = try CurlTransport().open(.test(server.url, timeouts: timeouts))
        #expect(try await stream.body(atLeast: 9) == Array("data: 1\n\n".utf8))
        #expect(await stream.failure(after: .token)?.kind == .timeout(.idle))
    }

    @Test func `pings keep a body from being idle, but are no events`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            while true { try connection.sendChunk(": ping\n\n") }
        }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: nil, idle: .seconds(20), event: Self.short)
        let stream = try CurlTransport().open(.test(server.url, timeouts: timeouts))
        #expect(try await stream.body(atLeast: 9).starts(with: Array("data: 1\n\n".utf8)))
        var progress = HTTPStreamProgress.token
        let error = await #expect(throws: CurlError.self) {
            while try await stream.next(after: progress) != nil { progress = .none }
        }
        #expect(error?.kind == .timeout(.event))
    }

    @Test func `pings are no first token`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            while true { try connection.sendChunk(": ping\n\n") }
        }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: Self.short, idle: nil, event: nil)
        let stream = try CurlTransport().open(.test(server.url, timeouts: timeouts))
        let error = await #expect(throws: CurlError.self) {
            while try await stream.next(after: .none) != nil {}
        }
        #expect(error?.kind == .timeout(.firstToken))
    }

    @Test func `a stream without end passes the total limit`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            while true { try connection.sendEvent(data: "1") }
        }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: nil, idle: nil, total: .milliseconds(50))
        let error = try await CurlTransport().open(.test(server.url, timeouts: timeouts)).failure()
        #expect(error?.kind == .timeout(.total))
    }

    @Test func `a server that is held back is not idle`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for _ in 0..<8 { try connection.sendChunk([UInt8](repeating: 1, count: 64 * 1024)) }
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let timeouts = Timeouts(connect: nil, firstToken: nil, idle: .milliseconds(500))
        let transport = try CurlTransport(settings: .init(maxBufferedBytes: 1000))
        let held = transport.open(try .test(server.url, timeouts: timeouts))
        guard case .head? = try await held.next() else { throw Unexpected() }
        // A stream beside it that passes a longer limit stands in for a sleep.
        let listener = try FullListener()
        defer { listener.stop() }
        let clock = transport.open(try .test(listener.url, timeouts: Timeouts(connect: .seconds(1))))
        #expect(await clock.failure()?.kind == .timeout(.connect))
        #expect(try await held.collect().body.count == 8 * 64 * 1024)
    }
}
