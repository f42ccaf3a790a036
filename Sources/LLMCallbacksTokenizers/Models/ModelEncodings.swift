// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which models have which encoding. https://github.com/openai/tiktoken, tiktoken/model.py, 0.14.0
enum ModelEncodings {
    /// The name of a model's encoding; `nil` for models that are not known.
    static func encoding(of model: ModelName) -> String? {
        let base = String(model.base)
        if let name = exact[base] { return name }
        return beginnings.first { base.hasPrefix($0.key) }?.value
    }

    /// Beginnings of names. None begins another one of another encoding.
    private static let beginnings: KeyValuePairs = [
        "o1-": "o200k_base", "o3-": "o200k_base", "o4-mini-": "o200k_base", "gpt-5-": "o200k_base",
        "gpt-5.": "o200k_base",
        "gpt-4.5-": "o200k_base", "gpt-4.1-": "o200k_base", "chatgpt-4o-": "o200k_base", "gpt-4o-": "o200k_base",
        "gpt-oss-": "o200k_harmony",
        "gpt-4-": "cl100k_base", "gpt-3.5-turbo-": "cl100k_base", "gpt-35-turbo-": "cl100k_base",
        "davinci-002-": "cl100k_base", "babbage-002-": "cl100k_base",
    ]

    private static let exact: [String: String] = [
        "o1": "o200k_base", "o3": "o200k_base", "o4-mini": "o200k_base", "gpt-5": "o200k_base", "gpt-4.5": "o200k_base",
        "gpt-4.1": "o200k_base", "gpt-4o": "o200k_base", "chatgpt-4o": "o200k_base", "gpt-oss": "o200k_harmony",
        "gpt-4": "cl100k_base", "gpt-3.5-turbo": "cl100k_base", "gpt-3.5": "cl100k_base", "gpt-35-turbo": "cl100k_base",
        "davinci-002": "cl100k_base", "babbage-002": "cl100k_base", "text-embedding-ada-002": "cl100k_base",
        "text-embedding-3-small": "cl100k_base", "text-embedding-3-large": "cl100k_base",
        // Without embedded vocabulary.
        "text-davinci-003": "p50k_base", "text-davinci-002": "p50k_base", "code-davinci-002": "p50k_base",
        "code-davinci-001": "p50k_base", "code-cushman-002": "p50k_base", "code-cushman-001": "p50k_base",
        "davinci-codex": "p50k_base", "cushman-codex": "p50k_base",
        "text-davinci-edit-001": "p50k_edit", "code-davinci-edit-001": "p50k_edit",
        "text-davinci-001": "r50k_base", "text-curie-001": "r50k_base", "text-babbage-001": "r50k_base",
        "text-ada-001": "r50k_base", "davinci": "r50k_base", "curie": "r50k_base", "babbage": "r50k_base",
        "ada": "r50k_base",
        "text-similarity-davinci-001": "r50k_base", "text-similarity-curie-001": "r50k_base",
        "text-similarity-babbage-001": "r50k_base", "text-similarity-ada-001": "r50k_base",
        "text-search-davinci-doc-001": "r50k_base", "text-search-curie-doc-001": "r50k_base",
        "text-search-babbage-doc-001": "r50k_base", "text-search-ada-doc-001": "r50k_base",
        "code-search-babbage-code-001": "r50k_base", "code-search-ada-code-001": "r50k_base",
        "gpt2": "gpt2", "gpt-2": "gpt2",
    ]
}
