// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

extension Results {
    /// The promises.
    var goalTable: String {
        table(["what", "goal", "measured", "kept", "measured by"], goals.map(\.row), textColumns: 5)
    }

    /// What callgrind counted, a row for each subject.
    var countTable: String {
        let parts = ["instructions", "retains", "releases", "objects", "mallocs"]
        let rows = counts.sorted { Self.order($0.key) < Self.order($1.key) }.map { subject, cost in
            [subject] + parts.map { figure(cost[$0] ?? 0) }
        }
        return table(["way and number of consumers"] + parts, rows)
    }

    /// By the way, then by the number: `inline-8` after `inline-2`.
    private static func order(_ subject: String) -> (Int, Int) {
        let ways = ["floor", "inline", "timeless", "object", "closure", "outlined", "queued", "waiting", "iterator"]
        let parts = subject.split(separator: "-")
        return (ways.firstIndex { $0 == parts[0] } ?? ways.count, parts.last.flatMap { Int($0) } ?? 0)
    }

    /// The suites, each under a heading of its own.
    var suiteSections: String {
        suites.map { suite in
            let rows = suite.workloads.map { work in
                [work.name, work.unit, work.least, work.ratios, figure(work.values.p50), figure(work.values.p99)]
            }
            let head = ["what", "unit", "least", "times the floor's call (10 to 90 of 100 turns)", "p50", "p99"]
            return "### \(suite.name)\n\n\(suite.about)\n\n\(table(head, rows, textColumns: 2))"
        }.joined(separator: "\n")
    }
}

extension WorkloadResult {
    fileprivate var least: String { ratio == nil ? "\(figure(values.least)) bytes" : "\(figure(values.least)) ns" }

    fileprivate var ratios: String {
        guard let ratio, let leastRatio else { return "-" }
        return "\(figure(leastRatio)) (\(figure(ratio.p10))-\(figure(ratio.p90)))"
    }
}
