// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How the text grew, beside a straight line: a stall is a step.
struct GrowthChart {
    private static let maxPoints = 400

    private let timing: StreamTiming

    init(_ timing: StreamTiming) { self.timing = timing }

    var html: String {
        let total = max(timing.total.inSeconds, 1e-6)
        let points = points(total)
        let bytes = timing.arrivals.reduce(0) { $0 + $1.bytes }
        let first = timing.timeToFirst?.inSeconds ?? 0
        let last = timing.timeToLast?.inSeconds ?? total
        return """
            <figure><figcaption>Text over time<span>\(NumberText.grouped(bytes)) bytes</span></figcaption>
            <svg height="150" role="img" aria-label="Bytes of text over time">\
            <svg height="132" viewBox="0 0 1000 132" preserveAspectRatio="none">\
            <line class="even" x1="\(coordinate(first / total * 1000))" y1="132" x2="\(coordinate(last / total * 1000))" y2="4"/>\
            <polyline points="\(points)"/></svg>\
            <line class="axis" x1="0" x2="100%" y1="132.5" y2="132.5"/><text x="0" y="147">0 s</text>\
            <text x="100%" y="147" text-anchor="end">\(NumberText.short(timing.total))</text></svg></figure>
            """
    }

    /// The steps of the text, as many as the eye can tell apart.
    private func points(_ total: Double) -> String {
        let all = max(timing.arrivals.reduce(0) { $0 + $1.bytes }, 1)
        var bytes = 0
        var points = ["0,132"]
        var lastX = -1.0
        for (place, arrival) in timing.arrivals.enumerated() {
            let x = arrival.time.inSeconds / total * 1000
            let isDrawn = x - lastX >= 1000 / Double(Self.maxPoints) || place == timing.arrivals.count - 1
            if isDrawn { points.append("\(coordinate(x)),\(y(bytes, all))") }
            bytes += arrival.bytes
            guard isDrawn else { continue }
            points.append("\(coordinate(x)),\(y(bytes, all))")
            lastX = x
        }
        points.append("1000,\(y(bytes, all))")
        return points.joined(separator: " ")
    }

    private func y(_ bytes: Int, _ all: Int) -> String { coordinate(132 - Double(bytes) / Double(all) * 128) }

    private func coordinate(_ number: Double) -> String { NumberText.decimal(number, places: 1) }
}
