// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The special tokens of encodings. https://github.com/openai/tiktoken, tiktoken_ext/openai_public.py, 0.14.0
enum SpecialTokens {
    static let cl100kBase = [
        "<|endoftext|>": 100257,
        "<|fim_prefix|>": 100258,
        "<|fim_middle|>": 100259,
        "<|fim_suffix|>": 100260,
        "<|endofprompt|>": 100276,
    ]

    static let o200kBase = ["<|endoftext|>": 199999, "<|endofprompt|>": 200018]

    static let r50kBase = ["<|endoftext|>": 50256]

    static let p50kEdit = [
        "<|endoftext|>": 50256, "<|fim_prefix|>": 50281, "<|fim_middle|>": 50282, "<|fim_suffix|>": 50283,
    ]

    /// https://github.com/meta-llama/llama3, llama/tokenizer.py
    static let llama3 = [
        "<|begin_of_text|>": 128000, "<|end_of_text|>": 128001, "<|start_header_id|>": 128006,
        "<|end_header_id|>": 128007, "<|eot_id|>": 128009,
    ]

    /// https://huggingface.co/Qwen/Qwen-7B, tokenization_qwen.py
    static let qwen = ["<|endoftext|>": 151643, "<|im_start|>": 151644, "<|im_end|>": 151645]

    static let o200kHarmony: [String: Int] = {
        let named = [
            "<|startoftext|>": 199998, "<|endoftext|>": 199999, "<|return|>": 200002, "<|constrain|>": 200003,
            "<|channel|>": 200005, "<|start|>": 200006, "<|end|>": 200007, "<|message|>": 200008, "<|call|>": 200012,
            // Of o200k_base. The number has a second name here, which is reserved.
            "<|endofprompt|>": 200018,
        ]
        let unnamed = [200000, 200001, 200004, 200009, 200010, 200011] + Array(200013..<201088)
        let reserved = unnamed.map { ("<|reserved_\($0)|>", $0) }
        return named.merging(reserved) { named, _ in named }
    }()
}
