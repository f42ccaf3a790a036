// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

struct AzureConfigurationTests {
    private typealias Configuration = OpenAIChatModel.Configuration

    @Test func `Azure's newer interface is asked with the key in a header of its own`() throws {
        let request = try request(.azure(endpoint: "https://n.openai.azure.com/", apiKey: "azure-secret"))
        #expect(request.url == "https://n.openai.azure.com/openai/v1/chat/completions")
        #expect(request.headers.first { $0.isNamed("api-key") }?.value == "azure-secret")
        #expect(!request.hasHeader("Authorization"))
    }

    @Test func `a deployment is asked through the older interface, with a version`() throws {
        let configuration = Configuration.azure(endpoint: "https://n.azure.com", deployment: "my gpt", apiKey: "k")
        #expect(
            try request(configuration).url
                == "https://n.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21"
        )
        let newer = Configuration.azure(endpoint: "https://n", deployment: "d", version: "2025-04-01", apiKey: "k")
        #expect(try request(newer).url == "https://n/openai/deployments/d/chat/completions?api-version=2025-04-01")
    }

    @Test(arguments: [
        ("https://n/openai", "https://n/openai/v1/chat/completions"),
        ("https://n/openai/v1/", "https://n/openai/v1/chat/completions"),
        ("https://gateway/azure", "https://gateway/azure/chat/completions"),
        (
            "https://n/openai/deployments/d?api-version=1",
            "https://n/openai/deployments/d/chat/completions?api-version=1"
        ),
    ])
    func `an endpoint may be written in several ways`(endpoint: String, url: String) throws {
        #expect(try request(.azure(endpoint: endpoint, apiKey: "k")).url == url)
    }

    @Test func `a token takes the place of the key`() throws {
        let request = try request(.azure(endpoint: "https://n", token: "entra"))
        #expect(request.headers.first { $0.isNamed("Authorization") }?.value == "Bearer entra")
        #expect(!request.hasHeader("api-key"))
    }

    @Test func `names and values of a query are encoded`() throws {
        var configuration = Configuration(baseURL: "http://a/v1?x=1", apiKey: "k")
        configuration.query = [("a b", "ü&="), ("n", "")]
        #expect(try request(configuration).url == "http://a/v1/chat/completions?x=1&a%20b=%C3%BC%26%3D&n=")
    }

    @Test func `a server gets key and version, and its echo of the key is not shown`() async throws {
        let server = try LoopbackServer { connection in
            while let request = connection.readRequest() {
                let echo = #"{"error":{"message":"Access denied for \#(request["api-key"] ?? "")"}}"#
                try connection.answer(status: 401, body: echo)
            }
        }
        defer { server.stop() }
        let configuration = Configuration.azure(endpoint: server.url, deployment: "d", apiKey: "azure-secret")
        let model = OpenAIChatModel("gpt", configuration: configuration)
        let error = await #expect(throws: ModelError.self) { try await model.generate("go") }
        #expect(error?.message == "Access denied for [redacted]")
        #expect(server.requests.first?.target == "/openai/deployments/d/chat/completions?api-version=2024-10-21")
    }

    private func request(_ configuration: Configuration) throws -> HTTPRequest {
        try configuration.request(for: ModelRequest("go"), model: "m")
    }
}
