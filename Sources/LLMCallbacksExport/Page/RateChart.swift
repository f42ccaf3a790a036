// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How many pieces came in each stretch of time.
struct RateChart {
    private static let maxWindows = 120.0

    private let window: Double
    private let counts: [Int]

    init(_ timing: StreamTiming) {
        let total = max(timing.total.inSeconds, 1e-6)
        // One second, unless that makes too few bars to see anything, or too many.
        let sizes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600]
        let wanted = total / (total < 12 ? 24 : Self.maxWindows)
        window = sizes.first { $0 >= (total < 12 ? wanted : max(1, wanted)) } ?? total / Self.maxWindows
        var counts = [Int](repeating: 0, count: max(1, Int((total / window).rounded(.up))))
        for arrival in timing.arrivals where arrival.bytes > 0 {
            counts[min(max(Int(arrival.time.inSeconds / window), 0), counts.count - 1)] += 1
        }
        self.counts = counts
    }

    var html: String {
        let most = max(counts.max() ?? 1, 1)
        let span = Double(counts.count) * window
        let bars = counts.enumerated().filter { $0.element > 0 }.map { place, count -> String in
            let height = max(Double(count) / Double(most) * 116, 1)
            let rate = NumberText.significant(Double(count) / window)
            return """
                <rect class="value" x="\(Percent.text((Double(place) + 0.04) / Double(counts.count)))" \
                width="\(Percent.text(0.92 / Double(counts.count)))" y="\(NumberText.decimal(132 - height, places: 1))" \
                height="\(NumberText.decimal(height, places: 1))"><title>from \(time(Double(place) * window)): \(rate)/s</title></rect>
                """
        }
        let top = NumberText.significant(Double(most) / window)
        return """
            <figure><figcaption>Chunks per second<span>windows of \(time(window))</span></figcaption>
            <svg height="150" role="img" aria-label="Chunks per second over time">\(bars.joined())\
            <line class="grid" x1="0" x2="100%" y1="16" y2="16"/><text x="0" y="12">\(top)/s</text>\
            <line class="axis" x1="0" x2="100%" y1="132.5" y2="132.5"/><text x="0" y="147">0 s</text>\
            <text x="50%" y="147" text-anchor="middle">\(time(span / 2))</text>\
            <text x="100%" y="147" text-anchor="end">\(time(span))</text></svg></figure>
            """
    }

    private func time(_ seconds: Double) -> String { NumberText.round(.seconds(seconds)) }
}
