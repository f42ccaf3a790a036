// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// The ids are tiktoken 0.14.0's.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TokensTests {
    @Test func `a text is counted`() async throws {
        let ending = try await ToolProcess.run("tokens", "--encoding", "cl100k_base", input: .text("Hello, world"))
        #expect(ending.output == "3\n")
        #expect(ending.status == 0)
    }

    @Test func `ids are printed one a line`() async throws {
        let ending = try await ToolProcess.run(
            "tokens",
            "--encoding",
            "cl100k_base",
            "--ids",
            input: .text("Hello, world")
        )
        #expect(ending.output == "9906\n11\n1917\n")
    }

    @Test func `a model names its encoding, and an unknown one is a usage error`() async throws {
        let known = try await ToolProcess.run("tokens", "--model", "gpt-4", "--ids", input: .text("Hello"))
        #expect(known.output == "9906\n")
        let unknown = try await ToolProcess.run("tokens", "--model", "no-such-model", input: .text("Hello"))
        #expect(unknown.status == 64)
        #expect(unknown.output == "")
        #expect(unknown.messages.contains("no-such-model"))
    }

    @Test func `pieces and truncated texts together are the text`() async throws {
        let pieces = try await ToolProcess.run("tokens", "--pieces", input: .text("a\nb"))
        #expect(pieces.output == "\"a\"\n\"\\n\"\n\"b\"\n")
        let first = try await ToolProcess.run("tokens", "--truncate", "2", input: .text("one two three"))
        #expect(first.output == "one two")
        let last = try await ToolProcess.run("tokens", "--truncate=-1", input: .text("one two three"))
        #expect(last.output == " three")
    }

    @Test func `a negative number needs no equals sign`() async throws {
        let last = try await ToolProcess.run("tokens", "--truncate", "-1", input: .text("one two three"))
        #expect(last.output == " three")
        let all = try await ToolProcess.run("tokens", "--truncate", "-99", input: .text("one two three"))
        #expect(all.output == "one two three")
    }

    @Test func `special tokens are what the rule says`() async throws {
        func ids(_ rule: String...) async throws -> ToolProcess.Ending {
            let arguments = ["tokens", "--encoding", "cl100k_base", "--ids"] + rule
            return try await ToolProcess(arguments, input: .text("a<|endoftext|>")).ending()
        }
        #expect(try await ids().output == "64\n27\n91\n8862\n728\n428\n91\n29\n")
        #expect(try await ids("--special", "all").output == "64\n100257\n")
        #expect(try await ids("--special", "<|endoftext|>,<|fim_prefix|>").output == "64\n100257\n")
        let refused = try await ids("--special", "refuse")
        #expect(refused.status == 65)
        #expect(refused.messages.contains("<|endoftext|> at byte 1"))
    }

    @Test func `a vocabulary can be read from a file`() async throws {
        let missing = try await ToolProcess.run("tokens", "--vocabulary", "/no/such/qwen.tiktoken", input: .text("a"))
        #expect(missing.status == 74)
        #expect(missing.messages.contains("/no/such/qwen.tiktoken"))
        let unknown = try await ToolProcess.run("tokens", "--vocabulary", "/dev/null", input: .text("a"))
        #expect(unknown.status == 64)
        let empty = try await ToolProcess.run(
            "tokens",
            "--vocabulary",
            "/dev/null",
            "--encoding",
            "qwen",
            input: .text("a")
        )
        #expect(empty.status == 65)
    }

    @Test func `there is a count for every scalar`() async throws {
        let counts = try await ToolProcess.run("tokens", "--stream", input: .text("hello"))
        #expect(counts.output.split(separator: "\n").count == 5)
        #expect(counts.output.hasSuffix("1\n"))
    }

    @Test func `lines are answered in order, and a bad one takes no other with it`() async throws {
        let ending = try await ToolProcess.run(
            "tokens",
            "--jsonl",
            "--pieces",
            "--stream",
            input: .text(
                """
                {"encoding":"cl100k_base","text":"Hello"}
                {"encoding":"no_such","text":"a"}
                no JSON
                {"encoding":"o200k_base","text":""}
                {"encoding":"cl100k_base","text":"\\ud800a"}
                """
            )
        )
        let lines = ending.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines[0] == #"{"count":1,"ids":[9906],"pieces":["Hello"],"counts":[1,1,1,1,1]}"#)
        #expect(lines[1].hasPrefix(#"{"error":"unknown encoding no_such"#))
        #expect(lines[2].hasPrefix(#"{"error":"#))
        #expect(lines[3] == #"{"count":0,"ids":[],"pieces":[],"counts":[]}"#)
        #expect(lines[4].contains("\"pieces\":[\"\u{FFFD}a\"]") || lines[4].contains("\"pieces\":[\"\u{FFFD}\",\"a\"]"))
        #expect(ending.status == 65)
    }

    @Test func `a line may name a model instead of an encoding`() async throws {
        let lines = [
            #"{"model":"gpt-4","text":"a<|endoftext|>"}"#, #"{"model":"gpt-4o","text":"a<|endoftext|>"}"#,
            #"{"text":"a<|endoftext|>"}"#, #"{"encoding":"cl100k_base","model":"gpt-4o","text":"a<|endoftext|>"}"#,
            #"{"model":"no such","text":"a"}"#, #"{"model":7,"text":"a"}"#, #"{"model":null,"text":"a"}"#,
        ]
        let input = ToolProcess.Input.text(lines.joined(separator: "\n"))
        let ending = try await ToolProcess.run("tokens", "--jsonl", "--special", "all", input: input)
        let answers = ending.output.split(separator: "\n")
        #expect(answers.count == 7)
        #expect(answers[0] == #"{"count":2,"ids":[64,100257]}"#)
        #expect(answers[1] == #"{"count":2,"ids":[64,199999]}"#)
        #expect(answers[2] == answers[1] && answers[3] == answers[0])
        #expect(answers[4] == #"{"error":"the encoding of the model no such is not known"}"#)
        #expect(answers[5] == #"{"error":"the model is no text"}"#)
        #expect(answers[6] == #"{"count":1,"ids":[64]}"#)
        #expect(ending.status == 65)
    }

    @Test func `a file that is not there is an error`() async throws {
        let ending = try await ToolProcess.run("tokens", "no/such/file", input: .text(""))
        #expect(ending.status == 74)
        #expect(ending.messages.contains("no/such/file"))
    }
}
