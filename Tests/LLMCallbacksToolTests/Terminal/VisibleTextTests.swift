// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTool

@Suite struct VisibleTextTests {
    @Test func `what acts on a terminal is shown in letters`() {
        #expect(VisibleText.lines("a\u{1B}[31mred\u{7}") == "a^[[31mred^G")
        #expect(VisibleText.lines("\u{9B}2J\u{7F}\u{0}") == "<U+009B>2J^?^@")
        #expect(VisibleText.lines("abc\u{202E}cba\u{2066}") == "abc<U+202E>cba<U+2066>")
    }

    @Test func `lines stay lines, and a lone carriage return cannot overwrite one`() {
        #expect(VisibleText.lines("one\r\ntwo\n\tthree") == "one\ntwo\n\tthree")
        #expect(VisibleText.lines("secret\rpublic\r") == "secret^Mpublic^M")
        #expect(VisibleText.lines("\r\r\n") == "^M\n")
    }

    @Test func `text of all scripts stays as it is`() {
        let text = "Ärger, 水, עברית, 👩‍👩‍👧, e\u{301}"
        #expect(VisibleText.lines(text) == text)
        #expect(VisibleText.line(text) == text)
    }

    @Test func `a line has no breaks, and no spaces at its ends`() {
        #expect(VisibleText.line("  a\r\n\n b\u{2028}c\td \u{1B}[0m ") == "a b c d ^[[0m")
        #expect(VisibleText.line("\u{85}\u{B}") == "")
    }

    @Test func `JSON says the same with escapes`() {
        let json = #"{"a":"x\u001b水"#
        #expect(
            VisibleText.json(Array("\(json)\u{9B}\u{7F}\u{202E}\"}".utf8))
                == Array(#"\#(json)\u009b\u007f\u202e"}"#.utf8)
        )
    }
}
