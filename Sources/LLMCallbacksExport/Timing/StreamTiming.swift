// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// When the pieces of an answer came, and what that says of the stream.
///
/// Only pieces with text count, except for ``arrivals``: opening pieces without text say nothing of speed. What is measured
/// are pieces as they came, of which each may hold several tokens of the model, or a part of one.
public struct StreamTiming: Sendable {
    /// One piece.
    public struct Arrival: Sendable, Hashable {
        /// When it came, since the start of the run.
        public let time: Duration
        /// The bytes of its text in UTF-8; 0 for a piece that only opens a tool call.
        public let bytes: Int
        /// The part of the answer that it belongs to.
        public let lane: TokenDelta.Lane
        /// The answer that it belongs to.
        public let choice: Int
    }

    /// All pieces, in order.
    public let arrivals: [Arrival]
    /// The waits between neighbouring pieces with text, in order: one less than there are such pieces.
    public let gaps: [Duration]
    /// The time from the start to the first piece with text; `nil` if none came.
    public let timeToFirst: Duration?
    /// The time from the start to the last piece with text; `nil` if none came.
    public let timeToLast: Duration?
    /// The time from the start to the end; of a run without an end, to its last event.
    public let total: Duration
    private let sorted: [Duration]

    /// Measures the events of one run.
    public init(_ events: [CallbackEvent]) {
        var arrivals: [Arrival] = []
        arrivals.reserveCapacity(events.count)
        for event in events {
            guard let (token, _) = event.piece else { continue }
            let bytes = token.text.utf8.count
            arrivals.append(Arrival(time: event.time, bytes: bytes, lane: token.lane, choice: token.choice))
        }
        self.arrivals = arrivals
        let times = arrivals.lazy.filter { $0.bytes > 0 }.map(\.time)
        gaps = zip(times, times.dropFirst()).map { max($1 - $0, .zero) }
        sorted = gaps.sorted()
        timeToFirst = times.first
        timeToLast = times.last
        total = events.last?.time ?? .zero
    }

    /// The gap that so large a share of the gaps does not exceed, by the nearest-rank method: `percentile(0.5)` is the median.
    ///
    /// - Parameter share: From 0 to 1.
    /// - Returns: `nil` if there are no gaps.
    public func percentile(_ share: Double) -> Duration? {
        guard !sorted.isEmpty else { return nil }
        let rank = (share * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank) - 1, 0), sorted.count - 1)]
    }

    /// The longest gap; `nil` if there are none.
    public var longestGap: Duration? { sorted.last }

    /// The time from the first piece with text to the last; `nil` if there are not two.
    public var streamed: Duration? {
        guard let timeToFirst, let timeToLast, !gaps.isEmpty else { return nil }
        return timeToLast - timeToFirst
    }

    /// How many pieces came a second, once the first was there; `nil` if there are not two, or they came all at once.
    public var piecesPerSecond: Double? { rate(of: gaps.count) }

    /// So many things a second, over the time from the first piece with text to the last.
    public func rate(of count: Int) -> Double? {
        guard let seconds = streamed?.inSeconds, seconds > 0 else { return nil }
        return Double(count) / seconds
    }
}

extension Duration {
    /// Seconds, with a fraction.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }

    /// Whole microseconds, cut off below.
    var inMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    }
}
