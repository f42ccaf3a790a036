// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

@Suite(.timeLimit(.minutes(5))) struct CurlTransportBackPressureTests {
    private static let piece = (0..<(64 * 1024)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    private static let pieceCount = 160

    private static func pieces(_ count: Int) -> [UInt8] { (0..<count).reduce(into: []) { all, _ in all += piece } }

    @Test func `a server that pushes 10 MB is held back, and every byte arrives`() async throws {
        let isPushing = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for number in 0..<Self.pieceCount {
                // More than the buffer and what the kernel holds for a socket at first.
                if number == 16 { isPushing.open() }
                try connection.sendChunk(Self.piece)
            }
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        await isPushing.wait()
        let body = try await stream.collect().body
        #expect(body == Self.pieces(Self.pieceCount))
        #expect(stream.peakBufferedBytes <= CurlTransport.Settings().maxBufferedBytes)
        #expect(stream.peakBufferedBytes > 0)
    }

    @Test func `a small buffer pauses and goes on many times`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for _ in 0..<16 { try connection.sendChunk(Self.piece) }
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(maxBufferedBytes: 1000))
        let stream = transport.open(try .test(server.url))
        let body = try await stream.collect().body
        #expect(body == Self.pieces(16))
        // One piece of libcurl's is taken whole, though it exceeds the buffer.
        #expect(stream.peakBufferedBytes <= 16 * 1024)
    }

    @Test func `a reader who does not read holds up nobody else`() async throws {
        let isPushing = Gate()
        let server = try LoopbackServer { connection in
            guard connection.readRequest()?.target == "/flood" else { return try connection.answer(body: "Hello") }
            try connection.sendChunkedHead()
            for number in 0..<Self.pieceCount {
                if number == 16 { isPushing.open() }
                try connection.sendChunk(Self.piece)
            }
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let flood = transport.open(try .test("\(server.url)/flood"))
        await isPushing.wait()
        #expect(try await transport.open(.test(server.url)).text() == "Hello")
        flood.cancel()
    }

    @Test func `finishing a paused stream lets it go`() async throws {
        let isPushing = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for number in 0..<Self.pieceCount {
                if number == 16 { isPushing.open() }
                try connection.sendChunk(Self.piece)
            }
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let stream = transport.open(try .test(server.url))
        await isPushing.wait()
        stream.finish()
        #expect(try await stream.next() == nil)
        await transport.whenIdle()
    }
}
