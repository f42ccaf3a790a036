// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A form in which runs are handed on.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, json, md, txt, html, cast, db

    /// The form that the ending of a file's name stands for; `nil` if it stands for none.
    init?(file: String) {
        guard let dot = file.lastIndex(of: "."), !file[dot...].contains("/") else { return nil }
        switch file[dot...].dropFirst().lowercased() {
        case "jsonl", "ndjson": self = .jsonl
        case "json": self = .json
        case "md", "markdown": self = .md
        case "txt", "text": self = .txt
        case "html", "htm": self = .html
        case "cast": self = .cast
        case "db", "sqlite", "sqlite3": self = .db
        default: return nil
        }
    }
}
