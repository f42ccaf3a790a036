// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

@Suite(.timeLimit(.minutes(5))) struct CurlTransportFaultTests {
    @Test func `a refused connection is a fault of the connection`() async throws {
        let (descriptor, port) = try LoopbackSocket.reserve()
        defer { LoopbackSocket.close(descriptor) }
        let error = try await CurlTransport().open(.test("http://127.0.0.1:\(port)/path?key=secret")).failure()
        #expect(error?.code == 7)
        #expect(error?.kind == .connection)
        #expect(error?.activity == "POST http://127.0.0.1:\(port)")
    }

    @Test func `a host that does not resolve is a fault of the connection`() async throws {
        let error = try await CurlTransport().open(.test("http://host.invalid")).failure()
        #expect(error?.code == 6)
        #expect(error?.kind == .connection)
    }

    @Test(arguments: ["http://", "http://[::1", "http://a:99999"])
    func `an address that libcurl cannot read is an invalid URL`(url: String) async throws {
        #expect(try await CurlTransport().open(.test(url)).failure()?.kind == .invalidURL)
    }

    @Test func `an empty reply is a fault of the connection`() async throws {
        let server = try LoopbackServer { connection in _ = connection.readRequest() }
        defer { server.stop() }
        let error = try await CurlTransport().open(.test(server.url)).failure()
        #expect(error?.code == 52)
        #expect(error?.kind == .connection)
    }

    @Test func `a chunked body that is cut by FIN is truncated, after what came`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        #expect(try await stream.body(atLeast: 9) == Array("data: 1\n\n".utf8))
        let error = await stream.failure()
        #expect(error?.code == 18)
        #expect(error?.kind == .truncated)
        #expect(try await stream.next() == nil)
    }

    @Test func `a body shorter than its length is truncated`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendHead([("Content-Length", "10")])
            try connection.send("Hello")
        }
        defer { server.stop() }
        let error = try await CurlTransport().open(.test(server.url)).failure()
        #expect(error?.code == 18)
        #expect(error?.kind == .truncated)
    }

    @Test func `a body that is cut by RST is truncated`() async throws {
        let hasRead = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: "1")
            connection.wait(for: hasRead)
            connection.reset()
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        #expect(try await stream.body(atLeast: 9) == Array("data: 1\n\n".utf8))
        hasRead.open()
        let error = await stream.failure()
        #expect(error?.code == 56)
        #expect(error?.kind == .truncated)
    }

    @Test func `a reset before the head is a fault of the connection`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.reset()
        }
        defer { server.stop() }
        #expect(try await CurlTransport().open(.test(server.url)).failure()?.kind == .connection)
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\nContent-Ty", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n"])
    func `a head that is cut is a fault of the connection`(head: String) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.send(head)
        }
        defer { server.stop() }
        let stream = try CurlTransport().open(.test(server.url))
        #expect(await stream.failure()?.kind == .connection)
    }

    @Test func `a chunk size that is no number breaks the answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.send("zzz\r\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        #expect(try await CurlTransport().open(.test(server.url)).failure()?.kind == .truncated)
    }

    @Test func `bytes that are no HTTP are an invalid answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.send("SSH-2.0-OpenSSH_9.2\r\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        #expect(try await CurlTransport().open(.test(server.url)).failure()?.kind == .invalidResponse)
    }

    @Test func `a head without end is too large`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\n")
            let line = "A: \(String(repeating: "b", count: 1000))\r\n"
            while true { try connection.send(line) }
        }
        defer { server.stop() }
        let error = try await CurlTransport().open(.test(server.url)).failure()
        #expect(error?.kind == .tooLarge)
    }

    @Test func `a server that does not speak TLS is a fault of TLS`() async throws {
        let server = try LoopbackServer { connection in
            try connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        let error = try await CurlTransport().open(.test("https://127.0.0.1:\(server.port)")).failure()
        #expect(error?.code == 35)
        #expect(error?.kind == .tls)
    }
}
