// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTesting

struct FiguresTests {
    @Test(
        arguments: [
            (0, "0.00"), (0.004, "0.00"), (1.234, "1.23"), (9.994, "9.99"), (9.996, "10.0"), (12.34, "12.3"),
            (99.96, "100"), (1234.5, "1235"), (-1.5, "-1.50"), (-0.001, "0.00"), (.infinity, "inf"),
        ] as [(Double, String)]
    )
    func `three figures are enough`(value: Double, text: String) {
        #expect(Figures.short(value) == text)
    }

    @Test func `columns are as wide as what is in them`() {
        let grid = TextGrid(head: ["name", "1"], rows: [["a", "10.0"], ["longer", "2"]])
        #expect(grid.aligned == "name       1\na       10.0\nlonger     2\n")
        #expect(grid.markdown == "| name | 1 |\n| --- | ---: |\n| a | 10.0 |\n| longer | 2 |\n")
    }
}
