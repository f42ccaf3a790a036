// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension CostTable: CustomStringConvertible {
    /// Tables for a terminal of 100 columns, and the machine.
    public var description: String {
        let tables = (grids + [middleAndWorst]).map { "\($0.title)\n\($0.grid.aligned)" }
        return ([machine.description + "\n"] + tables).joined(separator: "\n")
    }

    /// The same as Markdown, under headings of the third level, with more percentiles.
    public var markdown: String {
        let tables = (grids + [percentiles]).map { "### \($0.title)\n\n\($0.grid.markdown)" }
        return (["\(machine)\n"] + tables).joined(separator: "\n")
    }

    private typealias TitledGrid = (title: String, grid: TextGrid)

    private var grids: [TitledGrid] {
        [
            ("Nanoseconds a token, for all consumers together: the least of the turns", leastTimes),
            ("The same as a multiple of the floor", leastRatios),
            ("The multiple in 10 to 90 of 100 turns, each to the floor of its own turn", ratios),
        ]
    }

    private var middleAndWorst: TitledGrid {
        let grid = grid { joined([$0.nanoseconds.p50, $0.nanoseconds.p99], by: "/") }
        return ("Nanoseconds a token: what 50 and 99 of 100 turns do not exceed", grid)
    }

    private var percentiles: TitledGrid {
        let grid = grid { joined([$0.nanoseconds.p50, $0.nanoseconds.p90, $0.nanoseconds.p99], by: " / ") }
        return ("Nanoseconds a token: what 50, 90 and 99 of 100 turns do not exceed", grid)
    }

    private func grid(last: String? = nil, _ cell: (Cell) -> String, _ end: (Row) -> String = { _ in "" }) -> TextGrid {
        TextGrid(
            head: ["consumers"] + consumers.map { "\($0)" } + [last].compactMap(\.self),
            rows: rows.map { row in [row.name] + row.cells.map(cell) + (last == nil ? [] : [end(row)]) }
        )
    }

    private var leastTimes: TextGrid {
        grid(last: "each further") {
            Figures.short($0.nanoseconds.least)
        } _: { row in
            row.further.map(Figures.short) ?? "-"
        }
    }

    private var leastRatios: TextGrid {
        let floor = rows.first?.further
        return grid(last: "each further") {
            $0.leastRatio.map(Figures.short) ?? "-"
        } _: { row in
            guard let further = row.further, let floor, floor > 0 else { return "-" }
            return Figures.short(further / floor)
        }
    }

    private var ratios: TextGrid { grid { cell in cell.ratio.map { joined([$0.p10, $0.p90], by: "-") } ?? "-" } }

    private func joined(_ values: [Double], by separator: String) -> String {
        values.map(Figures.short).joined(separator: separator)
    }
}
