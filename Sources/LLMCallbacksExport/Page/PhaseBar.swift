// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What the time of a run went into: waiting, each part of the answer, and what came after its last piece.
struct PhaseBar {
    private struct Phase {
        let style: String
        let start: Double
        var end: Double
    }

    private let timing: StreamTiming
    private let total: Double
    private var phases: [Phase] = []

    init(_ timing: StreamTiming) {
        self.timing = timing
        total = max(timing.total.inSeconds, 1e-6)
        var last = 0.0
        for arrival in timing.arrivals {
            let time = arrival.time.inSeconds
            let style = phases.isEmpty ? "wait" : arrival.lane.styleName
            append(style, last, time)
            // The wait ends with the first piece, which is the beginning of its lane.
            if phases.count == 1, style == "wait" { append(arrival.lane.styleName, time, time) }
            last = max(last, time)
        }
        append(timing.arrivals.isEmpty ? "wait" : "tail", last, total)
    }

    private mutating func append(_ style: String, _ start: Double, _ end: Double) {
        if phases.last?.style == style {
            phases[phases.count - 1].end = max(end, start)
        } else {
            phases.append(Phase(style: style, start: start, end: max(end, start)))
        }
    }

    var html: String {
        """
        <svg class="phases" height="12" role="img" aria-label="Phases of the run">\(phases.map(rectangle).joined())</svg>
        <p class="legend">\(sums.map(entry).joined())</p>
        """
    }

    private func rectangle(_ phase: Phase) -> String {
        let width = Percent.text((phase.end - phase.start) / total)
        return
            "<rect class=\"f-\(phase.style)\" x=\"\(Percent.text(phase.start / total))\" width=\"\(width)\" height=\"12\"/>"
    }

    private var sums: [(style: String, seconds: Double)] {
        var sums: [(style: String, seconds: Double)] = []
        for phase in phases {
            let length = phase.end - phase.start
            if let place = sums.firstIndex(where: { $0.style == phase.style }) {
                sums[place].seconds += length
            } else {
                sums.append((phase.style, length))
            }
        }
        return sums
    }

    private func entry(_ sum: (style: String, seconds: Double)) -> String {
        let names = [
            "wait": "waiting", "text": "answer", "reasoning": "reasoning", "refusal": "refusal", "tool": "tool calls",
            "tail": "after the last chunk",
        ]
        let name = names[sum.style] ?? sum.style
        return "<span class=\"\(sum.style)\"><i></i>\(name) \(NumberText.short(.seconds(sum.seconds)))</span>"
    }
}
