// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

struct RedactionScannerTests {
    @Test func `every cut of a text gives the same text`() throws {
        let redaction = Redaction([
            .literal("secret"), .key("sk-", atLeast: 3, named: "key"), try .expression("a(b|cd){2,4}e", named: "x"),
            try .expression("é{1,3}🎵", named: "y"), .literal("cretsk-"),
        ])
        let alphabet = [
            "secret", "sec", "ret", "sk-", "sk-abc", "abcdbe", "ab", "cd", "é", "🎵", " ", "sk-123_", "a", "cretsk-",
        ]
        var random = SeededNumbers(seed: 7)
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
                .joined()
            let expected = redaction.redacted(text)
            for _ in 0..<8 {
                var scanner = redaction.scanner
                let pieces = text.cut(using: &random)
                #expect(pieces.map { scanner.take($0) }.joined() + scanner.finish() == expected, "\(pieces)")
            }
        }
    }

    @Test func `only what could still match is held back`() {
        var scanner = Redaction([.literal("secret"), .key("sk-", atLeast: 3, named: "key")]).scanner
        let steps: [(String, String)] = [
            ("plain ", "plain "), ("sec", ""), ("ond ", "second "), ("s", ""), ("ecre", ""),
            ("t", "[redacted: secret]"),
            (" sk-12", " "), ("3", ""), ("456", ""), (".", "[redacted: key]."), ("s", ""),
        ]
        for (piece, expected) in steps { #expect(scanner.take(piece) == expected) }
        #expect(scanner.finish() == "s")
    }

    @Test func `a match that goes on for ever takes no room`() {
        var scanner = Redaction([.key("sk-", atLeast: 3, named: "key")]).scanner
        #expect(scanner.take("sk-") == "")
        for _ in 0..<1000 { #expect(scanner.take(String(repeating: "k", count: 100)) == "") }
        #expect(scanner.held.count == 0)
        #expect(scanner.finish() == "[redacted: key]")
    }

    @Test func `many ways to match at once are followed`() throws {
        var scanner = Redaction([try .expression("a[ab]{0,200}c", named: "x")]).scanner
        #expect(scanner.take(String(repeating: "ab", count: 300)) == String(repeating: "ab", count: 200))
        #expect(scanner.take("c") + scanner.finish() == "[redacted: x]")
    }
}

extension String {
    /// The text in pieces, cut between characters of Unicode.
    fileprivate func cut(using random: inout some RandomNumberGenerator) -> [String] {
        var pieces = [""]
        for scalar in unicodeScalars {
            if Bool.random(using: &random) { pieces.append("") }
            pieces[pieces.count - 1].unicodeScalars.append(scalar)
        }
        return pieces
    }
}

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers each time.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        return number ^ (number >> 31)
    }
}
