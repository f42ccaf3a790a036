// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The colours of a plot, for readers who like it light and for those who like it dark.
enum PlotStyle {
    /// The floor, then those that take part, in their order. Each differs from its neighbours in both schemes.
    private static let lines: [(light: String, dark: String)] = [
        ("#57606a", "#9aa4af"), ("#0550ae", "#79b8ff"), ("#1b7c83", "#56d4dd"), ("#6639ba", "#c297ff"),
        ("#116329", "#56d364"), ("#953800", "#ffa657"), ("#a40e26", "#ff7b72"), ("#99286e", "#ff80c8"),
        ("#4d2d00", "#e3b341"), ("#0a3069", "#a5d6ff"), ("#24292f", "#c9d1d9"), ("#7d4e00", "#f0883e"),
        ("#3e1f79", "#d2a8ff"),
    ]

    /// A style sheet for so many lines.
    static func sheet(of count: Int) -> String {
        """
        text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
        .head { font-size: 17px; font-weight: 600 }
        .note, .tick { font-size: 12px; fill: #57606a }
        .end { text-anchor: end }
        .middle { text-anchor: middle }
        .paper { fill: #ffffff }
        .grid { stroke: #d0d7de; stroke-width: 1 }
        .line path { fill: none; stroke-width: 1.6; stroke-linejoin: round }
        .line .whisker { stroke-width: 1; opacity: 0.55 }
        .l0 path { stroke-dasharray: 5 4 }
        .line.l1 path, .line.l2 path, .line.l3 path { stroke-width: 2.6 }
        .line.l1 .whisker, .line.l2 .whisker, .line.l3 .whisker { stroke-width: 1 }
        .label path { fill: none; stroke-width: 0.8; opacity: 0.6 }
        \(colours(count, \.light))
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .note, .tick { fill: #9aa4af }
        .paper { fill: #0d1117 }
        .grid { stroke: #30363d }
        \(colours(count, \.dark))
        }
        """
    }

    private static func colours(_ count: Int, _ scheme: KeyPath<(light: String, dark: String), String>) -> String {
        (0..<count).map { index in
            let colour = lines[index % lines.count][keyPath: scheme]
            return ".l\(index) path { stroke: \(colour) } .l\(index) circle, .l\(index) text { fill: \(colour) }"
        }.joined(separator: "\n")
    }
}
