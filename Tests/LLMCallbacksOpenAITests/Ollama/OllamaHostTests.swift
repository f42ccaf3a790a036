// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct OllamaHostTests {
    @Test(arguments: [
        ("example.com", "http://example.com:11434"),
        ("example.com:8080", "http://example.com:8080"),
        (":8080", "http://127.0.0.1:8080"),
        ("", "http://127.0.0.1:11434"),
        (" \"0.0.0.0\" ", "http://127.0.0.1:11434"),
        ("http://example.com", "http://example.com:80"),
        ("https://example.com", "https://example.com:443"),
        ("HTTPS://example.com:8443/ollama", "https://example.com:8443/ollama"),
        ("example.com:70000", "http://example.com:11434"),
        ("example.com:zero/", "http://example.com:11434/"),
        ("ollama.com", "https://ollama.com:443"),
        ("::1", "http://[::1]:11434"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("[::]", "http://[::1]:11434"),
    ])
    func `every form that Ollama understands is understood`(value: String, url: String) {
        #expect(OllamaHost(value).url == url)
    }
}
