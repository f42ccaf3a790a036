// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct HostileInputTests {
    private static let chunk = #"""
        {"id":"c","model":"m\u00e9","choices":[{"delta":{"content":[{"type":"text","text":"a\ud83d\udca7"}],"reasoning":"r",
        "tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":"{\"q\":1}"}}]},"index":0,"logprobs":{"content":
        [{"token":"}","logprob":-9999.0,"bytes":null}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1.5,
        "completion_tokens":2,"prompt_tokens_details":{"cached_tokens":1}},"x_groq":{"id":"q"},"error":null}
        """#

    @Test func `every beginning of a chunk is an error and leaves no trace`() throws {
        let bytes = Array(Self.chunk.utf8)
        #expect(try decode(bytes).count == 6)
        for count in 1..<bytes.count {
            let error = #expect(throws: ModelError.self) { try decode(Array(bytes[..<count])) }
            #expect(error?.kind == .invalidResponse)
        }
    }

    @Test func `every end of a chunk is survived`() {
        let bytes = Array(Self.chunk.utf8)
        for start in bytes.indices { #expect(survives(Array(bytes[start...]))) }
    }

    @Test func `changed bytes are survived`() async {
        var random = SplitMix64(state: 11)
        for _ in 0..<5_000 {
            await Task.yield()
            var bytes = Array(Self.chunk.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = .random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(Array("{}[]\",:\\u-0".utf8).randomElement(using: &random) ?? 0, at: index)
                default: bytes.replaceSubrange(index..<min(index + 9, bytes.count), with: bytes[..<min(40, index)])
                }
            }
            #expect(survives(bytes))
        }
    }

    @Test func `bytes at random are survived`() {
        var random = SplitMix64(state: 12)
        for _ in 0..<3_000 {
            let count = Int.random(in: 0..<64, using: &random)
            #expect(survives((0..<count).map { _ in .random(in: 0...255, using: &random) }))
        }
    }

    @Test func `bodies with changed bytes are survived`() {
        var random = SplitMix64(state: 13)
        for recording in Recording.dialects + Recording.errors where !recording.body.isEmpty {
            for _ in 0..<100 {
                var bytes = Array(recording.body.utf8)
                for _ in 0..<3 {
                    bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
                }
                var response = ChatCompletionResponse(HTTPHead(status: 200, headers: []), limits: AnswerLimits())
                var chunks: [ModelChunk] = []
                do {
                    try bytes.withUnsafeBytes { try response.receive($0, into: &chunks) }
                    try response.finish(into: &chunks)
                } catch {
                    #expect(error is ModelError)
                }
            }
        }
    }

    @Test func `deep nesting is survived`() throws {
        for (open, close) in [("[", "]"), ("{\"text\":", "}"), ("[{\"thinking\":", "}]"), ("{\"error\":", "}")] {
            let deep = String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
            #expect(survives(Array(deep.utf8)))
            #expect(try decode(Array(#"{"choices":[{"delta":{"content":\#(deep)}}]}"#.utf8)).isEmpty)
        }
    }

    /// Whether decoding ends, with chunks or with a model's error.
    private func survives(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try decode(bytes)
            return true
        } catch {
            return error is ModelError
        }
    }

    private func decode(_ bytes: [UInt8]) throws -> [ModelChunk] {
        var decoder = ChatCompletionDecoder()
        var chunks: [ModelChunk] = []
        try bytes.withUnsafeBytes { try decoder.decode($0, into: &chunks) }
        return chunks
    }
}

/// Random numbers that are the same in every run ([SplitMix64](https://prng.di.unimi.it/splitmix64.c)).
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
