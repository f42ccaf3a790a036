// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTokenizers
import Testing

struct VocabularyFileTests {
    /// A file with all bytes, and what is given after them.
    private func file(_ tokens: [(String, Int)] = [], bytes: Range<Int> = 0..<256) -> [UInt8] {
        let lines = bytes.map { "\(Data([UInt8($0)]).base64EncodedString()) \($0)\n" }
        return Array((lines + tokens.map { "\(Data($0.0.utf8).base64EncodedString()) \($0.1)\n" }).joined().utf8)
    }

    private func encoding(_ tokens: [(String, Int)]) throws -> TokenEncoding {
        try TokenEncoding(tiktoken: file(tokens), name: "own", pattern: .cl100k, specialTokens: ["<|end|>": 900])
    }

    @Test func `a file with what is embedded counts as that does`() throws {
        let embedded = TokenEncoding.cl100kBase
        let lines = try (0..<100_256).map { "\(Data(try embedded.bytes(of: [$0])).base64EncodedString()) \($0)\n" }
        let read = try TokenEncoding(tiktoken: lines.joined().utf8, name: "read", pattern: .cl100k)
        for vector in TiktokenVector.all where vector.encoding == "cl100k_base" {
            #expect(read.encode(vector.text) == vector.ids, "\(vector.testDescription)")
            var counter = read.counter()
            counter.append(vector.text)
            #expect(counter.count == vector.ids.count, "\(vector.testDescription)")
        }
    }

    @Test func `ranks say what is merged first, may have gaps, and may come in any order`() throws {
        let own = try encoding([("abc", 500), ("bc", 300), ("ab", 400)])
        #expect(own.encode("abc") == [500])
        #expect(own.encode("abb") == [400, 98])
        #expect(try own.decode([500, 300, 400, 900]) == "abcbcab<|end|>")
        #expect(throws: TokenizerError.self) { try own.decode([301]) }
    }

    @Test func `a token that no merge makes stands where it is the whole piece`() throws {
        let own = try encoding([("wxyz", 300), ("xy", 301)])
        #expect(own.encode("wxyz") == [300])
        #expect(own.encode("wxyz wxyz") == [300, 32, 119, 301, 122])
        var counter = own.counter()
        let counts = "wxyzz".map { letter in
            counter.append(String(letter))
            return counter.count
        }
        #expect(counts == [1, 2, 2, 1, 4])
        #expect(counter.lowerBound <= counter.count)
    }

    @Test func `line ends of other systems and blank lines are passed over`() throws {
        let text = String(decoding: file([("ab", 256)]), as: UTF8.self).replacing("\n", with: "\r\n\n")
        let own = try TokenEncoding(tiktoken: text.utf8, name: "own", pattern: .cl100k)
        #expect(own.encode("ab") == [256])
    }

    @Test(arguments: [
        "", "YQ== 0\n", "no base64! 0\n", "YQ==\n", "YQ== x\n", "YQ== -1\n", "YQ== 4294967295\n",
        "YQ== 99999999999999999999\n",
        "YQ=== 0\n", "=YQ= 0\n", "Y=== 0\n", " 0\n", "YQ==  0\n", "\u{0} \u{1}\n", "YWI 300\n",
    ])
    func `a file that is no vocabulary is an error`(text: String) {
        let error = #expect(throws: TokenizerError.self) {
            try TokenEncoding(tiktoken: text.utf8, name: "own", pattern: .o200k)
        }
        #expect(error?.code == .invalidVocabulary)
    }

    @Test func `tokens that contradict each other are an error`() {
        for tokens in [[("ab", 300), ("ab", 301)], [("ab", 300), ("cd", 300)], [("a", 300)]] {
            #expect(throws: TokenizerError.self) { try encoding(tokens) }
        }
        #expect(throws: TokenizerError.self) {
            try TokenEncoding(tiktoken: file(bytes: 1..<256), name: "own", pattern: .cl100k)
        }
    }

    @Test func `a token made by merges of higher ranks is an error, for counts of it would be wrong`() {
        // abc comes before the ab that it is made of.
        #expect(throws: TokenizerError.self) { try encoding([("abc", 300), ("ab", 301)]) }
    }

    @Test func `a file that is not there, or a name that nobody knows, is an error`() {
        let missing = #expect(throws: TokenizerError.self) {
            try TokenEncoding(contentsOf: "/no/such/file", named: "qwen")
        }
        #expect(missing?.code == .unreadableFile)
        let unknown = #expect(throws: TokenizerError.self) {
            try TokenEncoding(contentsOf: "/dev/null", named: "no_such")
        }
        #expect(unknown?.code == .unknownEncoding)
        let empty = #expect(throws: TokenizerError.self) { try TokenEncoding(contentsOf: "/dev/null", named: "qwen") }
        #expect(empty?.code == .invalidVocabulary)
        #expect(throws: TokenizerError.self) { try TokenEncoding(contentsOf: "/", named: "qwen") }
    }

    @Test func `a file on disk is read`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID()).tiktoken").path
        try Data(file([("ab", 256)])).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try TokenEncoding(contentsOf: path, named: "r50k_base").encode("ab") == [256])
    }
}
