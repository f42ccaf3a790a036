// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTool

@Suite struct CellWidthTests {
    @Test(arguments: [("abc", 3), ("水", 2), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("ｆｕ", 4), ("", 0), ("❤️", 2), ("✓", 1)])
    func `a text takes so many cells`(text: String, cells: Int) {
        #expect(CellWidth.of(text) == cells)
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("水水", 4, "水水"), ("水水水", 4, "水…"), ("水水", 3, "水…"), ("abc", 0, ""),
        ("é", 1, "é"),
    ])
    func `what does not fit is cut, and an ellipsis says so`(text: String, cells: Int, cut: String) {
        #expect(CellWidth.cut(text, to: cells) == cut)
        #expect(CellWidth.of(CellWidth.cut(text, to: cells)) <= cells)
    }
}
