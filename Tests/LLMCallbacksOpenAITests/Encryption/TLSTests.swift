// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// The model against a real TLS server.
@Suite(.enabled(if: TLSProxy.isInstalled, "needs nghttpx and openssl"), .serialized, .timeLimit(.minutes(5)))
struct TLSTests {
    private static let song = [
        #"{"choices":[{"delta":{"content":"Bub"}}]}"#,
        #"{"choices":[{"delta":{"content":"bles 🫧"},"finish_reason":"stop"}]}"#,
    ]

    @Test func `a server whose authority is trusted answers, over one connection`() async throws {
        // The answer and its end in one write: so the rest of a body is never late, however busy the machine is.
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                let body = (Self.song + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
                try connection.answer([("Content-Type", "text/event-stream")], body: body)
            }
        }
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        for _ in 0..<3 { #expect(try await model(proxy).generate("go").text == "Bubbles 🫧") }
        #expect(proxy.accesses.map(\.version) == Array(repeating: "http/1.1", count: 3))
        #expect(Set(proxy.accesses).count == 1)
    }

    @Test func `a server whose authority nobody knows is refused, and gets no key`() async throws {
        let server = try LoopbackServer.events(Self.song)
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        var model = model(proxy)
        model.configuration.http.certificateFile = nil
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .connection)
        #expect(error?.message.contains("certificate") == true)
        #expect(server.requests.isEmpty)
    }

    @Test func `a certificate for another host is refused, and the request is not made again`() async throws {
        let server = try LoopbackServer.events(Self.song)
        let proxy = try TLSProxy(before: server, certifiedFor: "DNS:elsewhere.example")
        defer {
            proxy.stop()
            server.stop()
        }
        let retries = Mailbox<Int>()
        let error = await #expect(throws: ModelError.self) {
            try await model(proxy).generate("go", callbacks: [.onEvent(.retrying) { retries.put($0.sequence) }])
        }
        #expect(error?.kind == .connection)
        #expect((error?.underlying as? CurlError)?.kind == .tls)
        #expect(retries.all.isEmpty)
        #expect(server.requests.isEmpty)
    }

    @Test func `a file of certificates that is not there is named, and nothing is sent`() async throws {
        let server = try LoopbackServer.events(Self.song)
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        var model = model(proxy)
        model.configuration.http.certificateFile = "/nowhere/authority.pem"
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.message.contains("/nowhere/authority.pem") == true)
    }

    @Test func `an answer that breaks off is truncated, and what came before it was told`() async throws {
        let hasRead = Gate()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.sendChunkedHead()
            try connection.sendEvent(data: Self.song[0])
            connection.wait(for: hasRead)
            connection.reset()
        }
        let proxy = try TLSProxy(before: server)
        defer {
            proxy.stop()
            server.stop()
        }
        let run = model(proxy).stream("go")
        var text = ""
        let error = await #expect(throws: ModelError.self) {
            for try await token in run.tokens {
                text += token.text
                hasRead.open()
            }
        }
        #expect(error?.kind == .truncated)
        #expect(text == "Bub")
    }

    private func model(_ proxy: TLSProxy) -> OpenAIChatModel {
        var model = OpenAIChatModel("test", baseURL: proxy.url + "/v1", apiKey: "secret")
        model.configuration.http.certificateFile = proxy.certificateFile
        model.configuration.http.proxy = .none
        return model
    }
}
