// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How often which gap between pieces was seen, on a logarithmic axis, with percentiles.
struct GapChart {
    /// Bins for each power of ten.
    private static let binsPerDecade = 6
    /// Where the axis can begin and end: 10 µs, which is no gap at all, and 1,000 s.
    private static let decades = (first: -5, last: 3)

    private let timing: StreamTiming
    /// The edges of the bins, in seconds; one more than there are bins.
    private let edges: [Double]
    private let counts: [Int]

    init(_ timing: StreamTiming) {
        self.timing = timing
        let gaps = timing.gaps.map(\.inSeconds)
        let first = Self.decade(of: gaps.min() ?? 0)
        let last = max(Self.decade(of: gaps.max() ?? 0), first) + 1
        edges = (0...(last - first) * Self.binsPerDecade).map { Self.power(first, $0) }
        var counts = [Int](repeating: 0, count: edges.count - 1)
        for gap in gaps { counts[Self.bin(of: gap, edges)] += 1 }
        self.counts = counts
    }

    var html: String {
        let most = max(counts.max() ?? 1, 1)
        let bars = counts.enumerated().map { place, count -> String in
            let height = count == 0 ? 0 : max(Double(count) / Double(most) * 100, 1.5)
            let range =
                "\(NumberText.short(.seconds(edges[place]))) to \(NumberText.short(.seconds(edges[place + 1])))"
            return """
                <rect class="value" x="\(Percent.text((Double(place) + 0.06) / Double(counts.count)))" \
                width="\(Percent.text(0.88 / Double(counts.count)))" y="\(NumberText.decimal(132 - height, places: 1))" \
                height="\(NumberText.decimal(height, places: 1))"><title>\(range): \(count)</title></rect>
                """
        }
        let note = "p50 \(text(0.5)) · p95 \(text(0.95)) · p99 \(text(0.99))"
        return """
            <figure><figcaption>Gaps between chunks<span>\(note)</span></figcaption>
            <svg height="150" role="img" aria-label="Histogram of gaps">\(bars.joined())\
            <line class="axis" x1="0" x2="100%" y1="132.5" y2="132.5"/>\(ticks)\(percentiles)</svg></figure>
            """
    }

    private func text(_ share: Double) -> String { timing.percentile(share).map(NumberText.short) ?? "–" }

    private var ticks: String {
        let decades = counts.count / Self.binsPerDecade
        return stride(from: 0, to: edges.count, by: Self.binsPerDecade * (decades > 5 ? 2 : 1)).map { place in
            let share = Double(place) / Double(counts.count)
            let anchor = place == 0 ? "start" : place == counts.count ? "end" : "middle"
            return "<text x=\"\(Percent.text(share))\" y=\"147\" text-anchor=\"\(anchor)\">"
                + "\(NumberText.round(.seconds(edges[place])))</text>"
        }.joined()
    }

    private var percentiles: String {
        let marks = [(0.5, "p50", 10), (0.95, "p95", 20), (0.99, "p99", 30)]
        return marks.compactMap { share, name, height -> String? in
            guard let gap = timing.percentile(share)?.inSeconds else { return nil }
            let x = position(of: gap)
            let anchor = x > 0.9 ? "end" : "start"
            return """
                <line class="percentile" x1="\(Percent.text(x))" x2="\(Percent.text(x))" y1="\(height - 8)" y2="132"/>\
                <text class="name" x="\(Percent.text(x))" dx="\(x > 0.9 ? -4 : 4)" y="\(height)" \
                text-anchor="\(anchor)">\(name)</text>
                """
        }.joined()
    }

    /// Where a gap lies on the axis: exact at the edges of the bins, which is enough for the eye within them.
    private func position(of gap: Double) -> Double {
        let bin = Self.bin(of: gap, edges)
        let inside = (gap - edges[bin]) / (edges[bin + 1] - edges[bin])
        return (Double(bin) + min(max(inside, 0), 1)) / Double(counts.count)
    }

    private static func decade(of gap: Double) -> Int {
        var decade = decades.first
        while decade < decades.last - 1, power(decade + 1, 0) <= gap { decade += 1 }
        return decade
    }

    /// The edge of a bin: ten to the power of a decade, and so many sixths of one more.
    private static func power(_ decade: Int, _ bin: Int) -> Double {
        let sixths = [
            1, 1.467799267622069, 2.154434690031884, 3.1622776601683795, 4.641588833612779, 6.812920690579611,
        ]
        let (whole, rest) = bin.quotientAndRemainder(dividingBy: binsPerDecade)
        let exponent = decade + whole
        let tens = (0..<exponent.magnitude).reduce(1.0) { number, _ in number * 10 }
        return (exponent < 0 ? 1 / tens : tens) * sixths[rest]
    }

    private static func bin(of gap: Double, _ edges: [Double]) -> Int {
        var low = 0
        var high = edges.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if edges[middle] <= gap { low = middle } else { high = middle }
        }
        return low
    }
}
