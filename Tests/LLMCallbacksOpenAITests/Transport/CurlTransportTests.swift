// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

@Suite(.timeLimit(.minutes(5))) struct CurlTransportTests {
    @Test func `head and body arrive, then nil for ever`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer([("X-Request-ID", "abc")], body: "Hello")
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        guard case .head(let head)? = try await stream.next() else { throw Unexpected() }
        #expect(head.status == 200)
        #expect(head["x-request-id"] == "abc")
        #expect(try await stream.text() == "Hello")
        #expect(try await stream.next() == nil)
    }

    @Test func `the request arrives as it was made`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer()
        }
        defer { server.stop() }
        let body = [UInt8](repeating: 0, count: 2 << 20)
        let headers = [HTTPHeaderField("Authorization", "Bearer key"), HTTPHeaderField("X-Empty", "")]
        _ = try await CurlTransport().open(.test("\(server.url)/v1/chat?a=b", headers: headers, body: body)).collect()
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/v1/chat?a=b")
        #expect(request["authorization"] == "Bearer key")
        #expect(request["x-empty"] == "")
        #expect(request["accept-encoding"] == "identity")
        #expect(request["expect"] == nil)
        #expect(request["content-type"] == nil)
        #expect(request.body == body)
    }

    @Test(arguments: ["GET", "DELETE", "HEAD"])
    func `other methods are sent too`(method: String) async throws {
        let server = try LoopbackServer { connection in
            let request = connection.readRequest()
            try connection.answer(body: request?.method == "HEAD" ? "" : "done")
        }
        defer { server.stop() }
        let answer = try await CurlTransport().open(.test(server.url, method: method)).collect()
        #expect(answer.head?.status == 200)
        #expect(server.requests.map(\.method) == [method])
    }

    @Test func `the body of an error status can be read`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer(status: 404, body: #"{"error":"no such model"}"#)
        }
        defer { server.stop() }
        let answer = try await CurlTransport().open(.test(server.url)).collect()
        #expect(answer.head?.status == 404)
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"error":"no such model"}"#)
    }

    @Test func `interim answers are skipped and redirects are not followed`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n")
            try connection.answer(status: 307, [("Location", "http://127.0.0.1:1/")], body: "moved")
        }
        defer { server.stop() }
        let answer = try await CurlTransport().open(.test(server.url)).collect()
        #expect(answer.head?.status == 307)
        #expect(answer.head?["link"] == nil)
        #expect(String(decoding: answer.body, as: UTF8.self) == "moved")
    }

    @Test func `pieces arrive as they are sent`() async throws {
        let gates = (0..<3).map { _ in Gate() }
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for (number, gate) in gates.enumerated() {
                connection.wait(for: gate)
                try connection.sendEvent(data: "\(number)")
            }
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        guard case .head? = try await stream.next() else { throw Unexpected() }
        for (number, gate) in gates.enumerated() {
            gate.open()
            #expect(try await stream.next() == .body(Array("data: \(number)\n\n".utf8)))
        }
        #expect(try await stream.next() == nil)
    }

    @Test func `events that arrive together come out as one piece`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            let chunks = (0..<20).flatMap { LoopbackConnection.chunk(Array("data: \($0)\n\n".utf8)) }
            try connection.send(chunks + Array("0\r\n\r\n".utf8))
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        guard case .head? = try await stream.next() else { throw Unexpected() }
        let expected = (0..<20).map { "data: \($0)\n\n" }.joined()
        #expect(try await stream.next() == .body(Array(expected.utf8)))
        #expect(try await stream.next() == nil)
    }

    @Test func `an answer is the same wherever it is split`() async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n"
        let answer = Array("\(head)6\r\nHällo\r\n3;x=y\r\n, w\r\n4\r\norld\r\n0\r\n\r\n".utf8)
        let server = try LoopbackServer { connection in
            for split in 0...answer.count where connection.readRequest() != nil {
                try connection.send(Array(answer[..<split]))
                try connection.send(Array(answer[split...]))
            }
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for _ in 0...answer.count {
            let (head, body) = try await transport.open(.test(server.url)).collect()
            #expect(head?.headers.map(\.name) == ["Transfer-Encoding", "A"])
            #expect(String(decoding: body, as: UTF8.self) == "Hällo, world")
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `an answer that comes byte by byte is the same`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, world!"
            for byte in answer.utf8 { try connection.send([byte]) }
        }
        defer { server.stop() }
        #expect(try await CurlTransport().open(.test(server.url)).text() == "Hello, world!")
    }

    @Test func `a body that ends with the connection is complete`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.send("HTTP/1.0 200 OK\r\n\r\nHello")
        }
        defer { server.stop() }
        #expect(try await CurlTransport().open(.test(server.url)).text() == "Hello")
    }

    @Test func `the transport of the process works`() async throws {
        let server = try LoopbackServer.events(["{}"])
        defer { server.stop() }
        #expect(try await CurlTransport.shared.open(.test(server.url)).text() == "data: {}\n\ndata: [DONE]\n\n")
    }
}

/// Something came that the test does not expect.
struct Unexpected: Error {}
