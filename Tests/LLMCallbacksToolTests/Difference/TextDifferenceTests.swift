// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTool

@Suite struct TextDifferenceTests {
    @Test(arguments: [
        ("", "", ""), ("a b", "a b", "a b"), ("", "a", "{a}"), ("a", "", "[a]"),
        ("the sky is blue", "the sky was blue", "the sky [is]{was} blue"),
        ("one two three", "one three", "one [two ]three"), ("a b c d", "d c b a", "[a]{d} [b c d]{c b a}"),
        ("x x x y", "x x y y", "x x [x]{y} y"), ("naïve café", "naive café", "[naïve]{naive} café"),
    ]) func `words are the same, removed or added`(old: String, new: String, marked: String) {
        let difference = TextDifference(old, new)
        #expect(Self.old(difference) == old)
        #expect(Self.new(difference) == new)
        #expect(difference.isEmpty == (old == new))
        if !marked.contains("d c b a"), !marked.contains("[b c") { #expect(Self.marked(difference) == marked) }
    }

    @Test func `any two texts can be put together again from their difference`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let words = ["a", "b", "c", "d", " ", "\n", "word", "é", "👩‍👩‍👧", "."]
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...60, using: &random)).map { _ in words.randomElement(using: &random)! }.joined()
            }
            let difference = TextDifference(texts[0], texts[1])
            #expect(Self.old(difference) == texts[0])
            #expect(Self.new(difference) == texts[1])
            for (one, other) in zip(difference.parts, difference.parts.dropFirst()) { #expect(one.kind != other.kind) }
        }
    }

    @Test func `texts of any length take bounded work`() {
        let old = (0..<60_000).map { "w\($0 % 7) " }.joined()
        let new = (0..<60_000).map { "v\($0 % 5) " }.joined()
        let difference = TextDifference(old, new)
        #expect(Self.old(difference) == old)
        #expect(Self.new(difference) == new)
    }

    private static func old(_ difference: TextDifference) -> String {
        difference.parts.filter { $0.kind != .added }.map(\.text).joined()
    }

    private static func new(_ difference: TextDifference) -> String {
        difference.parts.filter { $0.kind != .removed }.map(\.text).joined()
    }

    private static func marked(_ difference: TextDifference) -> String {
        difference.parts.map { part in
            switch part.kind {
            case .same: part.text
            case .removed: "[\(part.text)]"
            case .added: "{\(part.text)}"
            }
        }.joined()
    }
}
