// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct PieceDecoderTests {
    @Test(arguments: [
        (#""#, ""), (#"plain"#, "plain"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{08}\u{0C}\n\r\t"),
        (#"caf\u00e9 \u00E9 \u6c34 \u0000."#, "café é 水 \0."), (#"\ud83d\udca7"#, "💧"), (#"a\uD83D\uDCA7b"#, "a💧b"),
        (#"\ud83d!"#, "\u{FFFD}!"), (#"\udca7!"#, "\u{FFFD}!"), (#"\ud83d\ud83d\udca7"#, "\u{FFFD}💧"),
        (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ud83d"#, "\u{FFFD}"),
        (#"\u12"#, #"\u12"#), (#"\u12g4"#, #"\u12g4"#), (#"\x\y\é"#, #"\x\y\é"#), ("\\", ""),
        ("a\u{07}b", "a\u{07}b"),
    ])
    func `escapes become characters`(json: String, string: String) {
        #expect(withText(json) { $0.string } == string)
    }

    @Test func `invalid bytes are replaced`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x5C, 0x6E, 0xE6, 0xB0]
        bytes.withUnsafeBytes { #expect(JSONText(bytes: $0, isEscaped: true).string == "a\u{FFFD}\n\u{FFFD}") }
        bytes.withUnsafeBytes { #expect(JSONText(bytes: $0, isEscaped: false).string == "a\u{FFFD}\\n\u{FFFD}") }
    }

    @Test func `a pair cut between two pieces is joined`() {
        #expect(decode([#"a\ud83d"#, #"\udca7b"#]) == ["a", "💧b", ""])
        #expect(decode([#"\ud83d"#, "", #"\udca7"#]) == ["", "", "💧", ""])
    }

    @Test func `half a pair is replaced when its other half does not come`() {
        #expect(decode([#"a\ud83d"#, "b"]) == ["a", "\u{FFFD}b", ""])
        #expect(decode([#"a\ud83d"#, #"\n"#]) == ["a", "\u{FFFD}\n", ""])
        #expect(decode([#"\ud83d"#, #"\ud83d"#, #"\udca7"#]) == ["", "\u{FFFD}", "💧", ""])
        #expect(decode([#"a\ud83d"#]) == ["a", "\u{FFFD}"])
    }

    @Test func `every scalar survives the writer and the scanner`() {
        for value in stride(from: 0, through: 0x10FFFF, by: 7) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            var writer = JSONWriter()
            writer.string("a\(Character(scalar))b")
            let string = writer.bytes.withUnsafeBytes { bytes in
                var scanner = JSONScanner(bytes)
                return (try? scanner.string())?.string
            }
            #expect(string == "a\(Character(scalar))b")
        }
    }

    private func decode(_ pieces: [String]) -> [String] {
        var decoder = PieceDecoder()
        return pieces.map { piece in withText(piece) { decoder.decode($0) } } + [decoder.flush()]
    }

    private func withText(_ json: String, _ body: (JSONText) -> String) -> String {
        Array(json.utf8).withUnsafeBytes { body(JSONText(bytes: $0, isEscaped: $0.contains(UInt8(ascii: "\\")))) }
    }
}
