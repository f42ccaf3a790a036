// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Rows of text in columns: the first column to the left, the others to the right.
struct TextGrid {
    /// The heads of the columns.
    var head: [String]
    /// The rows; as long as the head.
    var rows: [[String]]

    /// In columns of equal width, for a terminal. Each row ends with a line feed.
    var aligned: String {
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + space : space + cell.0
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// As a table of Markdown. Each row ends with a line feed.
    var markdown: String {
        let rule = ["---"] + head.dropFirst().map { _ in "---:" }
        return ([head, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }
}
