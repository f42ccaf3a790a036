// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksPrices

struct ModelNameTests {
    @Test(
        arguments: [
            ("GPT-5", ["gpt-5"]), ("azure/eu/gpt-5", ["azure/eu/gpt-5", "eu/gpt-5", "gpt-5"]),
            (
                "bedrock/us.anthropic.claude-opus-4",
                [
                    "bedrock/us.anthropic.claude-opus-4", "us.anthropic.claude-opus-4", "anthropic.claude-opus-4",
                    "claude-opus-4",
                ]
            ),
            ("gpt-4.1-mini", ["gpt-4.1-mini"]), ("", [""]), ("a/", ["a/", ""]),
        ] as [(String, [String])]
    )
    func `what stands in front is taken off, piece by piece`(name: String, forms: [String]) {
        #expect(ModelName(name).forms == forms)
    }

    @Test(
        arguments: [
            ("gpt-5-mini-2025-08-07", ["gpt-5-mini"]), ("claude-sonnet-4-5-20250929", ["claude-sonnet-4-5"]),
            ("claude-sonnet-4-5@20250929", ["claude-sonnet-4-5"]), ("mistral-small-latest", ["mistral-small"]),
            ("claude-3-5-haiku-20241022-v1:0", ["claude-3-5-haiku"]), ("gpt-5", []), ("o3-2025", []), ("-latest", []),
            ("x-1234567x", []), ("é-20250929", ["é"]), ("a/b-20250101", ["a/b", "b"]),
        ] as [(String, [String])]
    )
    func `a date at the end is taken off`(name: String, forms: [String]) {
        #expect(ModelName(name).undatedForms == forms)
    }
}
