// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// What servers and what is before them do, seen by a model.
@Suite(.timeLimit(.minutes(5))) struct ServerConductTests {
    private static let answer = [#"{"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}"#]

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is never followed, and its target gets nothing`(status: Int) async throws {
        let target = try LoopbackServer.events(Self.answer)
        let server = try LoopbackServer.refusing(status: status, [("Location", "\(target.url)/v1/chat?key=x")])
        defer {
            server.stop()
            target.stop()
        }
        let error = await #expect(throws: ModelError.self) { try await model(server.url).generate("go") }
        #expect(error?.kind == .invalidResponse)
        #expect(error?.message.contains(target.url) == true)
        #expect(error?.message.contains("key") == false)
        #expect(target.connectionCount == 0)
        #expect(server.requests.count == 1)
    }

    @Test func `a server that accepts late is waited for`() async throws {
        let late = Gate()
        let server = try LoopbackServer(acceptingAfter: late) { connection in
            while connection.readRequest() != nil { try connection.answer(events: Self.answer) }
        }
        defer { server.stop() }
        let model = model(server.url)
        let reply = Task { try await model.generate("go") }
        // Another server has answered meanwhile: the late one holds up nobody.
        let other = try LoopbackServer.events(Self.answer)
        defer { other.stop() }
        #expect(try await self.model(other.url).generate("go").text == "Hello")
        late.open()
        #expect(try await reply.value.text == "Hello")
    }

    @Test func `a server that accepts too late passes the first token's limit`() async throws {
        let never = Gate()
        let server = try LoopbackServer(acceptingAfter: never) { _ in }
        defer {
            never.open()
            server.stop()
        }
        var model = model(server.url)
        model.configuration.http.timeouts.firstToken = .milliseconds(50)
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.kind == .timeout)
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}", "<html>no head</html>"])
    func `bytes that are no HTTP are an invalid answer`(garbage: String) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.send(garbage)
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server.url).generate("go") }
        #expect(error?.kind == .invalidResponse)
    }

    @Test func `what is called gzip and is none is an invalid answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            try connection.answer([("Content-Encoding", "gzip")], body: "data: {}\n\n")
        }
        defer { server.stop() }
        let error = await #expect(throws: ModelError.self) { try await model(server.url).generate("go") }
        #expect(error?.kind == .invalidResponse)
    }

    @Test func `a proxy is asked where one is set, and gets its password, which no error shows`() async throws {
        let proxy = try LoopbackServer { connection in
            guard let request = connection.readRequest() else { return }
            try connection.answer(status: 407, body: "no: \(request["proxy-authorization"] ?? "")")
        }
        defer { proxy.stop() }
        var model = model("http://model.example/v1")
        model.configuration.http.proxy = .url("http://someone:proxy-pass@127.0.0.1:\(proxy.port)")
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(proxy.requests.first?.target == "http://model.example/v1/chat/completions")
        // The name and the password as a proxy gets them: in Base64.
        #expect(proxy.requests.first?["proxy-authorization"] == "Basic c29tZW9uZTpwcm94eS1wYXNz")
        #expect(error?.description.contains("c29tZW9uZTpwcm94eS1wYXNz") == false)
        #expect(error?.description.contains("proxy-pass") == false)
    }

    private func model(_ url: String) -> OpenAIChatModel {
        let http = HTTPOptions(retries: .never, proxy: .none)
        return OpenAIChatModel("test", configuration: .init(baseURL: url, apiKey: "secret", http: http))
    }
}
