// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A table of the runs of a page, each with a bar on one axis of time. Nested runs are indented.
struct RunOverview {
    private struct Line {
        let id: String
        let name: String
        let status: String
        let depth: Int
        let start: Double
        let length: Double
    }

    private var lines: [Line] = []
    private var depths: [RunID: Int] = [:]

    /// Notes a run.
    mutating func add(_ run: ExportedRun) {
        let context = run.context
        let depth = context.parentID.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
        depths[context.id] = depth
        let start = Double(context.startedAt.secondsSinceEpoch) + Double(context.startedAt.nanoseconds) / 1e9
        lines.append(
            Line(
                id: context.id.description,
                name: run.heading,
                status: run.status,
                depth: depth,
                start: start,
                length: run.events.last?.time.inSeconds ?? 0
            )
        )
    }

    /// The table; empty unless there are two runs at least.
    var html: String {
        guard lines.count > 1, let first = lines.map(\.start).min() else { return "" }
        let span = max(lines.map { $0.start + $0.length }.max() ?? 0, first + 1e-6) - first
        let rows = lines.map { line in
            """
            <tr><td>\(String(repeating: "&emsp;", count: min(line.depth, 12)))<a href="#run-\(line.id)">\
            \(HTMLText.content(line.name))</a></td><td class="status \(HTMLText.plain(line.status))">\(HTMLText.content(line.status))</td>\
            <td>\(NumberText.short(.seconds(line.length)))</td><td><svg height="14" aria-hidden="true">\
            <rect class="f-text" y="2" height="10" x="\(Percent.text((line.start - first) / span))" \
            width="\(Percent.text(max(line.length / span, 0.002)))"/></svg></td></tr>
            """
        }
        return """
            <section class="overview"><h1>\(lines.count) runs</h1><table>\(rows.joined(separator: "\n"))</table></section>

            """
    }
}
