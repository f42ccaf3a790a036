// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Numbers as the document shows them: about three figures.
func figure(_ value: Double) -> String {
    switch value.magnitude {
    case ..<0.005: "0.00"
    case ..<9.995: String(format: "%.2f", value)
    case ..<99.95: String(format: "%.1f", value)
    default: String(format: "%.0f", value)
    }
}

/// A table of Markdown. Each row ends with a line feed.
func table(_ head: [String], _ rows: [[String]], textColumns: Int = 1) -> String {
    let rule = head.indices.map { $0 < textColumns ? "---" : "---:" }
    return ([head, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
}
