// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Draws a table of costs.
struct CostPlot {
    private let table: CostTable
    private let scale: LogScale

    private static let width = 880.0
    private static let height = 552.0
    private static let left = 76.0
    private static let right = 680.0
    private static let top = 70.0
    private static let bottom = 470.0

    init(_ table: CostTable) {
        self.table = table
        let times = table.rows.flatMap(\.cells).flatMap { [$0.nanoseconds.least, $0.nanoseconds.p90] }
        scale = LogScale(times, start: Self.bottom, end: Self.top)
    }

    /// The whole document.
    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(Self.width)) \(number(Self.height))" \
        role="img" aria-labelledby="title desc">
        <title id="title">What a token costs, by the number of handlers</title>
        <desc id="desc">\(escaped(summary))</desc>
        <style>
        \(PlotStyle.sheet(of: table.rows.count))
        </style>
        <rect class="paper" width="100%" height="100%"/>
        <text class="head" x="\(number(Self.left))" y="28">What a token costs, by the number of handlers</text>
        <text class="note" x="\(number(Self.left))" y="48">nanoseconds for all handlers together: the least of the turns, \
        whiskers to the 90th percentile</text>
        \((grid + table.rows.indices.map(line) + labels + [footer]).joined(separator: "\n"))
        </svg>

        """
    }

    /// The plot in words: each contender with the fewest and the most consumers.
    private var summary: String {
        table.rows.compactMap { row in
            guard let few = row.cells.first, let many = row.cells.last else { return nil }
            let ends = [few, many].map { "\(Figures.short($0.nanoseconds.least)) ns for \($0.consumers)" }
            return "\(row.name): \(ends.joined(separator: ", "))."
        }.joined(separator: " ")
    }

    private var footer: String {
        let y = number(Self.height - 14)
        return text("note", number(Self.left), y, table.machine.description)
    }

    // MARK: Axes

    private var grid: [String] {
        let levels = scale.ticks.flatMap { tick in
            let y = number(tick.position)
            return [
                "<path class=\"grid\" d=\"M\(number(Self.left)) \(y)H\(number(Self.right))\"/>",
                text("tick end", number(Self.left - 8), number(tick.position + 4), tick.label),
            ]
        }
        let numbers = table.consumers.map { consumers in
            text("tick middle", number(x(consumers)), number(Self.bottom + 20), "\(consumers)")
        }
        let middle = (Self.left + Self.right) / 2
        let axes = [
            text("axis middle", number(middle), number(Self.bottom + 42), "handlers (doubling to the right)"),
            "<text class=\"axis middle\" transform=\"translate(22 \(number((Self.top + Self.bottom) / 2))) rotate(-90)\">"
                + "nanoseconds a token</text>",
        ]
        return levels + numbers + axes
    }

    private func x(_ consumers: Int) -> Double {
        let most = table.consumers.map(LogScale.doublings).max() ?? 0
        guard most > 0 else { return Self.left + 16 }
        return Self.left + 16 + (Self.right - Self.left - 32) * LogScale.doublings(consumers) / most
    }

    // MARK: Lines

    private func line(_ index: Int) -> String {
        let points = points(of: table.rows[index])
        let path = points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
        let whiskers = points.map { "M\(number($0.x)) \(number($0.y))V\(number($0.high))" }.joined()
        let dots = points.map { "<circle cx=\"\(number($0.x))\" cy=\"\(number($0.y))\" r=\"3\"/>" }.joined()
        guard !points.isEmpty else { return "" }
        return
            "<g class=\"line l\(index)\"><path class=\"whisker\" d=\"\(whiskers)\"/><path d=\"M\(path)\"/>\(dots)</g>"
    }

    private func points(of row: CostTable.Row) -> [(x: Double, y: Double, high: Double)] {
        row.cells.filter { $0.nanoseconds.least > 0 }.map { cell in
            (x(cell.consumers), scale.position(cell.nanoseconds.least), scale.position(cell.nanoseconds.p90))
        }
    }

    /// Each contender's name, to the right of its last point.
    private var labels: [String] {
        let named = table.rows.indices.compactMap { index in points(of: table.rows[index]).last.map { (index, $0) } }
        let column = LabelColumn(wishes: named.map(\.1.y), distance: 17, within: Self.top...Self.bottom)
        return zip(named, column.positions).map { label, y in
            let (index, point) = label
            let start = "M\(number(point.x + 6)) \(number(point.y))L\(number(Self.right + 8)) \(number(y))"
            return "<g class=\"label l\(index)\"><path d=\"\(start)\"/>"
                + text("", number(Self.right + 12), number(y + 4), table.rows[index].name) + "</g>"
        }
    }

    // MARK: Text

    private func text(_ style: String, _ x: String, _ y: String, _ text: String) -> String {
        "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\">\(escaped(text))</text>"
    }

    private func number(_ value: Double) -> String { Figures.fixed(value, places: 1) }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
    }
}
