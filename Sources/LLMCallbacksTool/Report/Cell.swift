// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A value in a table, on one line and without anything that acts on a terminal.
struct Cell {
    /// The value.
    let text: String
    /// How it is emphasized where there are colours.
    let emphasis: Emphasis

    /// How a value is emphasized.
    enum Emphasis {
        case none, dim, bold, red, green, yellow, cyan
    }

    /// Makes a value of any text.
    init(_ text: String, _ emphasis: Emphasis = .none) {
        self.text = VisibleText.line(text)
        self.emphasis = emphasis
    }
}

extension TextStyle {
    /// Emphasizes a text.
    func emphasize(_ text: String, _ emphasis: Cell.Emphasis) -> String {
        switch emphasis {
        case .none: text
        case .dim: dim(text)
        case .bold: bold(text)
        case .red: red(text)
        case .green: green(text)
        case .yellow: yellow(text)
        case .cyan: cyan(text)
        }
    }
}
