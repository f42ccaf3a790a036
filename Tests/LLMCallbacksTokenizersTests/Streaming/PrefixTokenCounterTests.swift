// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTokenizers
import Testing

struct PrefixTokenCounterTests {
    @Test func `a count may fall where a word goes on`() {
        var counter = TokenEncoding.o200kBase.counter()
        counter.append("toke")
        #expect(counter.count == 2)
        counter.append("n")
        #expect(counter.count == 1)
    }

    @Test func `nothing counts as nothing`() {
        var counter = TokenEncoding.cl100kBase.counter()
        counter.append("")
        counter.finish()
        #expect(counter.count == 0)
        #expect(counter.lowerBound == 0)
    }

    @Test func `a copy counts on by itself`() {
        var one = TokenEncoding.o200kBase.counter()
        one.append("internation")
        var other = one
        one.append("al law")
        other.append("e Mitteilung")
        #expect(one.count == TokenEncoding.o200kBase.count("international law"))
        #expect(other.count == TokenEncoding.o200kBase.count("internatione Mitteilung"))
    }

    @Test func `counters of two threads do not disturb each other`() async {
        let texts = ["The quick brown fox don't jump. ", "文Ab 文A's  \n\n  नमस्ते दुनिया  "]
        await withTaskGroup { group in
            for text in texts {
                group.addTask {
                    var counter = TokenEncoding.o200kBase.counter()
                    var soFar = ""
                    for scalar in String(repeating: text, count: 8).unicodeScalars {
                        counter.append(String(scalar))
                        soFar.unicodeScalars.append(scalar)
                        #expect(counter.count == TokenEncoding.o200kBase.count(soFar))
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            [0x61, 0xFF, 0x62], [0xE2, 0x82], [0xE2, 0x82, 0x61], [0xF0, 0x9F, 0x98],
            [0xF0, 0x9F, 0xF0, 0x9F, 0x98, 0x80],
            [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80], [0x80, 0x80], [0xE0, 0x80, 0xAF],
            [0xC3, 0xC3, 0xA9],
            [0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41],
        ] as [[UInt8]]
    )
    func `bytes that are no UTF-8 count as the standard library replaces them`(bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for encoding in [TokenEncoding.cl100kBase, .o200kBase] {
            var counter = encoding.counter()
            for byte in bytes { counter.append(utf8: [byte]) }
            counter.finish()
            #expect(counter.count == encoding.count(text))
            #expect(encoding.count(utf8: bytes) == encoding.count(text))
        }
    }

    @Test func `bytes of a scalar count when it is complete`() {
        var counter = TokenEncoding.o200kBase.counter()
        counter.append(utf8: [0xF0, 0x9F, 0x98])
        #expect(counter.count == 0)
        counter.append(utf8: [0x80])
        #expect(counter.count == TokenEncoding.o200kBase.count("😀"))
    }

    @Test(arguments: ["a", " ", "-", "文", "\n", "xyz", " \n", "\u{301}"])
    func `the bound of one long piece follows the count`(unit: String) {
        for encoding in [TokenEncoding.cl100kBase, .o200kBase] {
            var counter = encoding.counter()
            var bound = 0
            for _ in 0..<2000 {
                counter.append(unit)
                #expect(counter.lowerBound >= bound)
                #expect(counter.lowerBound <= counter.count)
                bound = counter.lowerBound
            }
            #expect(counter.count == encoding.count(String(repeating: unit, count: 2000)))
            #expect(bound > counter.count - 128)
        }
    }

    @Test(arguments: [" ", "a", "文"])
    func `a megabyte of one scalar is counted, whole and in pieces`(unit: String) throws {
        let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
        let encoding = TokenEncoding.o200kBase
        let count = encoding.count(text)
        var counter = encoding.counter()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            counter.append(utf8: rest.prefix(4_001))
            rest = rest.dropFirst(4_001)
        }
        #expect(counter.count == count)
        #expect(count >= text.utf8.count / 128)
        // Half the text has half the tokens, give or take what is at the border.
        let half = encoding.count(String(repeating: unit, count: 500_000 / unit.utf8.count))
        #expect((2 * half - count).magnitude <= 4)
    }
}
