// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Writes what a search has found in the form that was asked for.
struct SearchReport {
    let format: ReportFormat
    let display: Display

    /// Writes the finds.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func write(_ hits: [SearchHit], from reader: TranscriptReader) throws {
        var output = display.output()
        switch format {
        case .json, .jsonl:
            var list = JSONList(isArray: format == .json)
            for hit in hits {
                try output.write(
                    list.next { json in
                        json.members(of: hit.run)
                        json.member("snippet", hit.text)
                    }
                )
            }
            try output.write(list.end)
        case .tsv: for hit in hits { try output.write(Table.tabbed(row(hit, id: hit.run.id.description))) }
        case .md:
            var table = Table(["ID", "STARTED", "MODEL", "FOUND"].map { Table.Column(heading: $0) })
            let ids = try reader.shortIDs(of: hits.map(\.run))
            for hit in hits { table.add(row(hit, id: ids[hit.run.id] ?? "")) }
            try output.write(table.markdown)
        case .table:
            let ids = try reader.shortIDs(of: hits.map(\.run))
            for hit in hits { try output.write(entry(hit, id: ids[hit.run.id] ?? "")) }
        }
        try output.finish()
    }

    private func row(_ hit: SearchHit, id: String) -> [Cell] {
        [Cell(id), Cell(hit.run.startedAt.description), Cell(hit.run.model), Cell(hit.text)]
    }

    /// For people: a line on the run, and the snippet below it.
    private func entry(_ hit: SearchHit, id: String) -> String {
        let style = display.style
        let age = Figures.age(of: hit.run.startedAt, at: .now)
        let head = [style.cyan(id), style.dim(age == "now" ? "now" : "\(age) ago"), VisibleText.line(hit.run.model)]
        let heading = CellWidth.cut(VisibleText.line(hit.run.heading), to: 60)
        let snippet = hit.snippet.map { part in
            let text = VisibleText.line(part.text)
            // The line form drops spaces at the ends, which part the words here.
            let shown = "\(part.startsWithSpace ? " " : "")\(text)\(part.endsWithSpace ? " " : "")"
            return part.isMatch ? style.bold(style.red(shown)) : shown
        }
        return "\(head.joined(separator: "  "))  \(style.bold(heading))\n    \(snippet.joined())\n"
    }
}

extension SearchHit {
    /// The snippet without its parts.
    var text: String { snippet.map(\.text).joined() }
}

extension SearchHit.Part {
    fileprivate var startsWithSpace: Bool { text.first?.isWhitespace ?? false }
    fileprivate var endsWithSpace: Bool { text.count > 1 && text.last?.isWhitespace ?? false }
}
