// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct SecretsTests {
    @Test func `keys, passwords and secret members of a query are taken out`() throws {
        let request = try HTTPRequest(
            url: "https://someone:password@example.org/v1?api-version=2024-10-21&key=query-key",
            headers: [
                HTTPHeaderField("Authorization", "Bearer bearer-key"), HTTPHeaderField("api-key", "azure-key"),
                HTTPHeaderField("Accept", "text/event-stream"),
            ],
            options: HTTPOptions(proxy: .url("http://proxy-user:proxy-pass@proxy.example.org:3128"))
        )
        let secrets = Secrets(of: request)
        for secret in ["someone", "password", "query-key", "bearer-key", "azure-key", "proxy-user", "proxy-pass"] {
            #expect(secrets.redacted("a \(secret), b") == "a [redacted], b")
        }
        let plain = "text/event-stream 2024-10-21 example.org proxy.example.org Bearer"
        #expect(secrets.redacted(plain) == plain)
    }

    @Test(arguments: [
        "Authorization", "api-key", "x-goog-api-key", "X-Access-Token", "x-client-secret", "X-Password", "x-credential",
        "X-Signature",
    ])
    func `a header may be secret by its name, however many words it has`(name: String) throws {
        for value in ["first-word", "Bearer first-word", "Custom first-word second-word"] {
            let request = try HTTPRequest(url: "http://a", headers: [HTTPHeaderField(name, value)])
            let shown = Secrets(of: request).redacted("a first-word, b second-word")
            #expect(!shown.contains("first-word"))
            #expect(shown.contains("second-word") != value.contains("second-word"))
        }
    }

    @Test func `a name that says nothing of secrets keeps its value`() throws {
        let request = try HTTPRequest(url: "http://a", headers: [HTTPHeaderField("X-Title", "my program")])
        #expect(Secrets(of: request).redacted("my program") == "my program")
    }

    @Test func `the values of all cookies are taken out`() throws {
        let cookies = HTTPHeaderField("Cookie", "session=first-value; theme=second=value")
        let secrets = Secrets(of: try HTTPRequest(url: "http://a", headers: [cookies]))
        #expect(secrets.redacted("session first-value, second=value") == "session [redacted], [redacted]")
    }

    @Test func `of two secrets of which one begins the other, the longer one is taken out whole`() throws {
        let headers = [HTTPHeaderField("api-key", "abcde"), HTTPHeaderField("x-api-key", "abcdefghij")]
        let secrets = Secrets(of: try HTTPRequest(url: "http://a", headers: headers))
        #expect(secrets.redacted("abcdefghij abcde") == "[redacted] [redacted]")
    }

    @Test(arguments: ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"])
    func `the password of a proxy of the environment is taken out`(variable: String) async {
        await #expect(processExitsWith: .success) { [variable] in
            setenv(variable, "http://proxy-user:proxy-pass@proxy.example.org:3128", 1)
            let secrets = Secrets(of: try HTTPRequest(url: "http://a"))
            #expect(secrets.redacted("proxy-user, proxy-pass") == "[redacted], [redacted]")
        }
    }

    @Test func `a password is taken out in every form in which it goes over the wire`() throws {
        let request = try HTTPRequest(url: "https://some%20one:pass%2Fword@example.org")
        let secrets = Secrets(of: request)
        for secret in ["some%20one", "some one", "pass%2Fword", "pass/word", "c29tZSBvbmU6cGFzcy93b3Jk"] {
            #expect(secrets.redacted("a \(secret), b") == "a [redacted], b")
        }
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func `bytes are encoded as the RFC shows`(text: String, encoded: String) {
        #expect(Base64.encoded(Array(text.utf8)) == encoded)
    }

    @Test func `a secret that a cut left in part is taken out too`() throws {
        let secrets = try secrets("abcdefghij")
        #expect(secrets.redacted("wrong key: abcdef…") == "wrong key: [redacted]…")
        #expect(secrets.redacted("wrong key: abcdefghi") == "wrong key: [redacted]")
        #expect(secrets.redacted("wrong key: abcd…") == "wrong key: abcd…")
    }

    @Test func `an error keeps what is no secret`() throws {
        let transport = CurlError(code: 7, .connection, "no way to abcdefghij", while: "POST http://abcdefghij")
        let error = try secrets("abcdefghij").redacted(
            ModelError(.connection, "see abcdefghij", status: 3, requestID: "abcdefghij", underlying: transport)
        )
        #expect(!"\(error)\(String(reflecting: error.underlying))".contains("abcdefghij"))
        #expect(error.message == "see [redacted]")
        #expect((error.underlying as? CurlError)?.code == 7)
    }

    @Test func `words that servers of one's own take for a key stay`() throws {
        #expect(try secrets("none").redacted("none of the models") == "none of the models")
        #expect(try secrets("").redacted("text") == "text")
    }

    private func secrets(_ key: String) throws -> Secrets {
        let header = HTTPHeaderField("Authorization", "Bearer \(key)")
        return Secrets(of: try HTTPRequest(url: "http://example.org", headers: [header]))
    }
}
