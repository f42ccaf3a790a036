// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite(.timeLimit(.minutes(5))) struct ProcessExitTests {
    @Test func `a process exits cleanly with streams open at every stage`() async {
        await #expect(processExitsWith: .success) {
            let reached = Counter(opensAt: 16)
            let server = try LoopbackServer { connection in
                if connection.readRequest()?.target == "/body" {
                    try connection.sendChunkedHead()
                    reached.count()
                    while true { try connection.sendEvent(data: "1") }
                }
                reached.count()
                connection.waitForClose()
            }
            let listener = try FullListener()
            let transport = try CurlTransport.shared
            var streams: [HTTPStream] = []
            for _ in 0..<8 {
                streams.append(transport.open(try .test("\(server.url)/head")))
                streams.append(transport.open(try .test("\(server.url)/body")))
                // The handshake never gets an answer.
                streams.append(transport.open(try .test("https://127.0.0.1:\(server.port)")))
                streams.append(transport.open(try .test(listener.url)))
                streams.append(transport.open(try .test("http://host.invalid")))
            }
            await reached.gate.wait()
            exit(withExtendedLifetime(streams) { 0 })
        }
    }
}
