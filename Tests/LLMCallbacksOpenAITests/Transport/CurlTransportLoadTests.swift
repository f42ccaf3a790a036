// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Loopback
import Testing

@testable import LLMCallbacksOpenAI

@Suite(.timeLimit(.minutes(5)), .serialized) struct CurlTransportLoadTests {
    @Test func `200 streams at once`() async throws {
        let arrivals = Counter(opensAt: 200)
        let server = try LoopbackServer { connection in
            guard let request = connection.readRequest() else { return }
            try connection.sendChunkedHead()
            // Nobody's stream goes on before all of them are open.
            arrivals.count()
            connection.wait(for: arrivals.gate)
            for number in 0..<50 { try connection.sendEvent(data: "\(request.target) \(number)") }
            try connection.sendLastChunk()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let stream = transport.open(try .test("\(server.url)/\(number)"))
                group.addTask {
                    let expected = (0..<50).map { "data: /\(number) \($0)\n\n" }.joined()
                    let text = try await stream.text()
                    #expect(text == expected)
                }
            }
            try await group.waitForAll()
        }
        #expect(server.connectionCount == 200)
        await transport.whenIdle()
    }

    @Test func `the connections of a crowd of streams are kept for the next crowd`() async throws {
        let crowd = 300
        try LoopbackSocket.allowDescriptors(4 * crowd)
        let arrivals = [Counter(opensAt: crowd), Counter(opensAt: crowd)]
        let server = try LoopbackServer { connection in
            while let request = connection.readRequest() {
                try connection.sendChunkedHead()
                // Nobody's stream ends before all of them are open.
                let round = request.target == "/0" ? arrivals[0] : arrivals[1]
                round.count()
                connection.wait(for: round.gate)
                try connection.sendLastChunk()
            }
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for round in 0..<2 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<crowd {
                    let stream = transport.open(try .test("\(server.url)/\(round)"))
                    group.addTask { _ = try await stream.collect() }
                }
                try await group.waitForAll()
            }
        }
        #expect(server.connectionCount == crowd)
        await transport.whenIdle()
    }

    @Test func `a storm of 300 streams, each given up at a point of its own`() async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                try connection.sendChunkedHead()
                for number in 0..<100 { try connection.sendEvent(data: "\(number)") }
                try connection.sendLastChunk()
            }
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        var generator = SystemRandomNumberGenerator()
        await withTaskGroup { group in
            for _ in 0..<300 {
                let (parts, way) = (Int.random(in: 0...6, using: &generator), Int.random(in: 0...4, using: &generator))
                group.addTask { await giveUp(transport, server.url, after: parts, way: way) }
            }
        }
        await transport.whenIdle()
        // The transport still works.
        #expect(try await transport.open(.test(server.url)).collect().head?.status == 200)
    }

    private func giveUp(_ transport: CurlTransport, _ url: String, after parts: Int, way: Int) async {
        guard let request = try? HTTPRequest.test(url) else { return }
        let stream = transport.open(request)
        let reader = Task {
            for _ in 0..<parts { _ = try await stream.next() }
            if way == 0 { stream.cancel() }
            if way == 1 { stream.finish() }
            if way == 2 { _ = try await stream.collect() }
        }
        if way == 3 { reader.cancel() }
        _ = await reader.result
    }
}
