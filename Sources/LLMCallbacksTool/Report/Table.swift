// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Rows of values under headings.
struct Table {
    /// A column.
    struct Column {
        /// What stands above it.
        let heading: String
        /// Whether its values are numbers, which end below each other.
        var isNumber = false
    }

    /// The columns. The last one takes the room that is left.
    let columns: [Column]
    /// The values, one for each column.
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row.
    mutating func add(_ row: [Cell]) { rows.append(row) }

    /// Values with tabs between them.
    static func tabbed(_ row: [Cell]) -> String { row.map(\.text).joined(separator: "\t") + "\n" }

    /// A table in Markdown: https://github.github.com/gfm/#tables-extension-
    var markdown: String {
        let headings = Self.markdown(columns.map(\.heading))
        let rule = Self.markdown(columns.map { $0.isNumber ? "---:" : "---" })
        return ([headings, rule] + rows.map { Self.markdown($0.map(\.text)) }).joined()
    }

    /// Columns for people, no line longer than the screen is wide.
    func lines(_ style: TextStyle, columns screen: Int) -> [String] {
        let headings = columns.map { Cell($0.heading, .dim) }
        let widths = columns.indices.map { place in
            ([headings] + rows).reduce(0) { max($0, CellWidth.of($1[place].text)) }
        }
        return ([headings] + rows).map { line($0, widths, style, screen) }
    }

    private func line(_ row: [Cell], _ widths: [Int], _ style: TextStyle, _ screen: Int) -> String {
        var line = ""
        var used = 0
        for (place, cell) in row.enumerated() {
            let isLast = place == row.count - 1
            let text = isLast ? CellWidth.cut(cell.text, to: max(screen - used, 8)) : cell.text
            let gap = String(repeating: " ", count: max(0, widths[place] - CellWidth.of(text)))
            let shown = style.emphasize(text, cell.emphasis)
            if columns[place].isNumber {
                line += gap + shown
            } else {
                line += isLast ? shown : shown + gap
            }
            if !isLast { line += "  " }
            used += widths[place] + 2
        }
        return line + "\n"
    }

    private static func markdown(_ values: [String]) -> String {
        let escaped = values.map { value in
            value.map { $0 == "|" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        }
        return "| \(escaped.joined(separator: " | ")) |\n"
    }
}
