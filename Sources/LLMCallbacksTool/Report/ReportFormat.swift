// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// In which form a list is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    /// Columns for people, with a heading.
    case table
    /// Values with tabs between them, without a heading: for other programs.
    case tsv
    /// A table in Markdown.
    case md
    /// One JSON array.
    case json
    /// A JSON object a line.
    case jsonl
}
