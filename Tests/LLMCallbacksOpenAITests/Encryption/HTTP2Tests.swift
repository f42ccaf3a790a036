// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// The model over HTTP/2, against a real server.
@Suite(.enabled(if: TLSProxy.isInstalled, "needs nghttpx and openssl"), .serialized, .timeLimit(.minutes(5)))
struct HTTP2Tests {
    private static let word = #"{"choices":[{"delta":{"content":"Bub"}}]}"#
    private static let stop = #"{"choices":[{"delta":{"content":"bles"},"finish_reason":"stop"}]}"#

    @Test func `streams that begin together share a connection`() async throws {
        let arrivals = Counter(opensAt: 20)
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                try connection.sendChunkedHead()
                try connection.sendEvent(data: Self.word)
                // No answer ends before all have begun.
                arrivals.count()
                connection.wait(for: arrivals.gate)
                try connection.sendEvent(data: Self.stop)
                try connection.sendEvent(data: "[DONE]")
                try connection.sendLastChunk()
            }
        }
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        let replies = await model(proxy).batch(Array(repeating: "go", count: 20), maxConcurrent: 20)
        #expect(replies.allSatisfy { (try? $0.get().text) == "Bubbles" })
        #expect(proxy.accesses.count == 20)
        #expect(Set(proxy.accesses.map(\.version)) == ["h2"])
        #expect(Set(proxy.accesses.map(\.port)).count == 1)
    }

    @Test func `giving one stream up leaves its neighbour on the same connection alone`() async throws {
        let cancelled = Gate()
        let server = try LoopbackServer { connection in
            let isNeighbour = connection.readRequest()?.target.hasPrefix("/neighbour") == true
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.word)
            guard isNeighbour else { return connection.waitForClose() }
            connection.wait(for: cancelled)
            try connection.sendEvent(data: Self.stop)
            try connection.sendLastChunk()
        }
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        let neighbour = model(proxy, path: "/neighbour").stream("go")
        var tokens = neighbour.tokens.makeAsyncIterator()
        #expect(try await tokens.next()?.text == "Bub")
        for try await _ in model(proxy).stream("go").tokens { break }
        cancelled.open()
        #expect(try await tokens.next()?.text == "bles")
        #expect(try await tokens.next() == nil)
    }

    @Test func `a stream that the server resets is truncated`() async throws {
        let hasRead = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.word)
            connection.wait(for: hasRead)
            connection.reset()
        }
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        let error = await #expect(throws: ModelError.self) {
            try await model(proxy).generate("go", callbacks: [.onToken { _ in hasRead.open() }])
        }
        #expect(error?.kind == .truncated)
    }

    @Test func `a slow consumer holds the server back, and loses nothing`() async throws {
        let text = String(repeating: "a", count: 1_000)
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            for _ in 0..<4_000 { try connection.sendEvent(data: #"{"choices":[{"delta":{"content":"\#(text)"}}]}"#) }
            try connection.sendEvent(data: "[DONE]")
            try connection.sendLastChunk()
        }
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        let handler = AsyncClosureHandler(onToken: { _ in await Task.yield() })
        let callback = Callback.handler(handler, overflow: .suspend, limit: 8)
        #expect(try await model(proxy).generate("go", callbacks: [callback]).text.utf8.count == 4_000_000)
    }

    private func model(_ proxy: TLSProxy, path: String = "/v1") -> OpenAIChatModel {
        var model = OpenAIChatModel("test", baseURL: proxy.url + path, apiKey: "secret")
        model.configuration.http.certificateFile = proxy.certificateFile
        model.configuration.http.proxy = .none
        model.configuration.http.version = .http2
        return model
    }
}
