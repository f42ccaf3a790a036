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

extension ReportFormat {
    /// Makes sure that at most one of the options that choose a form was given.
    ///
    /// - Throws: `ValidationError`.
    static func checkChoices(_ areGiven: Bool...) throws {
        if areGiven.filter({ $0 }).count > 1 {
            throw ValidationError("give one of --format, --json and --jsonl")
        }
    }

    /// The form that was asked for, or that fits where standard output goes.
    static func chosen(_ format: ReportFormat?, isJSON: Bool, isJSONLines: Bool) -> ReportFormat {
        if isJSON { return .json }
        if isJSONLines { return .jsonl }
        return format ?? (Terminal.isConnected(1) ? .table : .tsv)
    }
}
