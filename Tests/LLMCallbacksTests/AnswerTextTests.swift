// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

/// The answer is gathered as bytes, and made a string without a second look at them.
struct AnswerTextTests {
    @Test(
        arguments: [
            [], [""], ["a"], ["", "", "b"], ["fifteen bytes, ", ""], ["sixteen bytes of", " ASCII"],
            ["nul\u{0}", "\u{0}"],
            ["e", "\u{301}", "e"], ["\u{1F468}", "\u{200D}", "\u{1F469}", "\u{200D}\u{1F467}"],
            ["\u{1F1E9}", "\u{1F1EA}"],
            ["\r", "\n", "\r\n"], ["你", "好", " and ", "ё", "\u{10FFFF}", "\u{FFFD}"],
            [String](repeating: "many ", count: 500), [String](repeating: "viele Wörter ", count: 500),
        ] as [[String]]
    )
    func `an answer is its pieces, one after the other`(_ pieces: [String]) {
        var answer = AnswerBuilder()
        for piece in pieces { answer.append(TokenDelta(piece)) }
        let text = answer.choices()[0].text
        let joined = pieces.joined()
        #expect(text == joined)
        #expect(text.hashValue == joined.hashValue)
        #expect(Array(text.utf8) == Array(joined.utf8))
        #expect(Array(text) == Array(joined))
        #expect(text.utf8.count == joined.utf8.count && text.count == joined.count)
    }
}
