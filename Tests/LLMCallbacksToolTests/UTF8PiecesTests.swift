// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTool

struct UTF8PiecesTests {
    /// Characters of every length, and every way to be none: stray, overlong, surrogate, too great, cut off.
    private static let samples: [[UInt8]] = [
        Array("aß€🌊z".utf8), [0x80, 0x41], [0xC0, 0x80, 0x41], [0xE0, 0x80, 0x80, 0x41], [0xED, 0xA0, 0x80, 0x41],
        [0xF4, 0x90, 0x80, 0x80, 0x41], [0xF0, 0x9F, 0x8C, 0x41], [0xE2, 0x82], [0xF0, 0x9F], [0xFF, 0xFE],
        [0xE2, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0xC3],
    ]

    @Test(arguments: samples)
    func `the text is the same, wherever the bytes are cut`(bytes: [UInt8]) {
        let whole = String(decoding: bytes, as: UTF8.self)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var pieces = UTF8Pieces()
                let text = [bytes[..<first], bytes[first..<second], bytes[second...]].map { pieces.append(Array($0)) }
                #expect(text.joined() + pieces.finish() == whole)
            }
        }
    }

    @Test func `a character comes with its last byte`() {
        var pieces = UTF8Pieces()
        let texts = "€🌊".utf8.map { pieces.append([$0]) }
        #expect(texts == ["", "", "€", "", "", "", "🌊"])
        #expect(pieces.finish() == "")
    }
}
