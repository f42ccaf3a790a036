// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTokenizers
import Testing

struct ModelNameTests {
    @Test(arguments: [
        ("gpt-4o", "o200k_base"), ("gpt-4o-2024-08-06", "o200k_base"), ("gpt-4o-mini", "o200k_base"),
        ("gpt-5", "o200k_base"),
        ("gpt-5.1", "o200k_base"), ("gpt-5-mini-2025-08-07", "o200k_base"), ("gpt-4.1-nano", "o200k_base"),
        ("o1", "o200k_base"),
        ("o3-mini", "o200k_base"), ("o4-mini-2025-04-16", "o200k_base"), ("chatgpt-4o-latest", "o200k_base"),
        ("gpt-oss-120b", "o200k_harmony"), ("gpt-oss:20b", "o200k_harmony"),
        ("accounts/fireworks/models/gpt-oss-20b", "o200k_harmony"),
        ("gpt-4", "cl100k_base"), ("gpt-4-32k-0613", "cl100k_base"), ("gpt-4-turbo", "cl100k_base"),
        ("gpt-3.5-turbo-0125", "cl100k_base"), ("gpt-35-turbo-16k", "cl100k_base"),
        ("text-embedding-3-large", "cl100k_base"),
        ("openai/gpt-4o", "o200k_base"), ("azure/eu/gpt-4o-mini", "o200k_base"), ("openai:gpt-4", "cl100k_base"),
        ("openrouter/openai/gpt-4o:free", "o200k_base"), ("GPT-4o", "o200k_base"), ("gpt-4o@2024-08-06", "o200k_base"),
        ("ft:gpt-4o-mini-2024-07-18:acme::id", "o200k_base"), ("ft:gpt-4-0613:acme/x:y:id", "cl100k_base"),
        ("openai/ft:gpt-3.5-turbo:acme::id", "cl100k_base"), ("ft:gpt-4.1-2025-04-14:acme::id", "o200k_base"),
        ("davinci:ft-acme-2021-06-01", "r50k_base"), ("text-davinci-003", "p50k_base"),
    ])
    func `a model has the encoding that tiktoken gives its base`(model: String, name: String) {
        #expect(TokenEncoding.name(forModel: model) == name)
    }

    @Test(arguments: [
        "", "gpt", "gpt-", "gpt-4x", "gpt-40", "gpt-50", "gpt-6", "o", "o2", "claude-sonnet-4", "gemini-2.5-pro",
        "llama-3", "my-gpt-4o",
        "/", ":", "ft:", "ft:claude", "openai/", "openai:", "mistral/mistral-large", "gpt-4o/llama",
    ])
    func `a model that is not known has none`(model: String) {
        #expect(TokenEncoding.name(forModel: model) == nil)
        #expect(ModelTokenCounters().counter(forModel: model) == nil)
    }

    @Test func `a model whose encoding is not embedded has a name and no counter`() {
        #expect(TokenEncoding(forModel: "davinci") == nil)
    }

    @Test func `an own name wins, and is exact`() throws {
        let counters = ModelTokenCounters(encodings: ["gpt-4": .o200kBase, "Mine": .cl100kBase])
        #expect(counters.encoding(forModel: "gpt-4")?.name == "o200k_base")
        #expect(counters.encoding(forModel: "Mine")?.name == "cl100k_base")
        #expect(counters.encoding(forModel: "mine") == nil)
        var counter = try #require(counters.counter(forModel: "Mine"))
        counter.append("Hello, world!")
        #expect(counter.count == 4)
    }
}
