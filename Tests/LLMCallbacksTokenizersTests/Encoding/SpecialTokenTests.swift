// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTokenizers
import Testing

/// The ids are tiktoken 0.14.0's, with `allowed_special` and `disallowed_special=()`.
struct SpecialTokenTests {
    private let text = "a <|endoftext|>b <|fim_prefix|>"

    @Test func `all of them can stand for themselves`() throws {
        let ids = try TokenEncoding.cl100kBase.encode(text, allowing: .all)
        #expect(ids == [64, 220, 100257, 65, 220, 100258])
        #expect(try TokenEncoding.cl100kBase.count(text, allowing: .all) == ids.count)
        #expect(try TokenEncoding.cl100kBase.decode(ids) == text)
    }

    @Test func `those that are not allowed are text`() throws {
        let ids = try TokenEncoding.cl100kBase.encode(text, allowing: ["<|fim_prefix|>", "<|no_such|>"])
        #expect(ids == [64, 83739, 8862, 728, 428, 91, 29, 65, 220, 100258])
        #expect(try TokenEncoding.cl100kBase.encode(text, allowing: .none) == TokenEncoding.cl100kBase.encode(text))
        #expect(try TokenEncoding.cl100kBase.decode(ids) == text)
    }

    @Test func `those of harmony are numbers, reserved ones too`() throws {
        let text = "<|start|>user<|message|>Hi  <|end|> <|reserved_200500|>"
        #expect(
            try TokenEncoding.o200kHarmony.encode(text, allowing: .all) == [
                200006, 1428, 200008, 12194, 256, 200007, 220, 200500,
            ]
        )
    }

    @Test func `what is between them is split by itself`() throws {
        #expect(try TokenEncoding.cl100kBase.encode(" <|endoftext|> x", allowing: .all) == [220, 100257, 865])
        #expect(try TokenEncoding.cl100kBase.encode("don<|endoftext|>'t", allowing: .all) == [15357, 100257, 956])
    }

    @Test(arguments: ["<|endoftext", "<|endoftext|", "|endoftext|>", "<", "", "<|<|endoftex"])
    func `a part of one is text`(text: String) throws {
        #expect(try TokenEncoding.o200kBase.encode(text, allowing: .all) == TokenEncoding.o200kBase.encode(text))
        #expect(try TokenEncoding.o200kBase.count(text, allowing: .all, refusing: .all) >= 0)
    }

    @Test func `one that is refused is an error that says where`() throws {
        let error = #expect(throws: TokenizerError.self) {
            try TokenEncoding.o200kBase.encode("x <|endoftext|>", allowing: .none, refusing: .all)
        }
        #expect(error?.code == .refusedSpecialToken)
        #expect(error?.description == "the text has the special token <|endoftext|> at byte 2")
        #expect(throws: TokenizerError.self) {
            try TokenEncoding.o200kBase.count("x <|endoftext|>", allowing: .none, refusing: ["<|endoftext|>"])
        }
    }

    @Test func `what is allowed is not refused`() throws {
        let ids = try TokenEncoding.o200kBase.encode("<|endoftext|>", allowing: ["<|endoftext|>"], refusing: .all)
        #expect(ids == [199999])
        #expect(throws: TokenizerError.self) {
            try TokenEncoding.o200kBase.encode("<|endofprompt|>", allowing: ["<|endoftext|>"], refusing: .all)
        }
    }

    @Test func `a number with two names has the first one's bytes`() throws {
        #expect(try TokenEncoding.o200kHarmony.decode([200018]) == "<|endofprompt|>")
    }
}
