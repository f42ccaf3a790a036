// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Something about a stream that its times give away.
public enum StreamFlag: Sendable, Hashable {
    /// Most of the text came in one burst: somebody on the way gathered it first.
    case buffered(share: Double, within: Duration)
    /// The stream stood still for over a second: how often, and how long at most.
    case stalled(count: Int, longest: Duration)
    /// The first piece took long, and most of the time.
    case slowStart(Duration)
    /// Pieces came ever slower: so many times as slow at the end as at the beginning.
    case slowing(factor: Double)
}

extension StreamFlag {
    /// The name of the flag, in a word or two.
    public var name: String {
        switch self {
        case .buffered: "buffered stream"
        case .stalled: "stall"
        case .slowStart: "slow start"
        case .slowing: "slows down"
        }
    }

    /// What was seen, in one sentence.
    public var explanation: String {
        switch self {
        case .buffered(let share, let span):
            "\(Int((share * 100).rounded())) % of the text came within \(NumberText.short(span))"
        case .stalled(let count, let longest):
            "\(count == 1 ? "one gap" : "\(count) gaps") over 1 s, the longest \(NumberText.short(longest))"
        case .slowStart(let wait): "the first piece took \(NumberText.short(wait)), most of the whole time"
        case .slowing(let factor):
            "the last quarter came \(NumberText.decimal(factor, places: 1)) times as slowly as the first"
        }
    }
}

extension StreamTiming {
    /// What is remarkable, the gravest first. Empty of a stream that is as it should be.
    public var flags: [StreamFlag] { [burst, stall, slowStart, slowing].compactMap { $0 } }

    /// The share of text in the best filled stretch of a twentieth of the time, at least 20 ms long.
    private var burst: StreamFlag? {
        let pieces = arrivals.filter { $0.bytes > 0 }
        guard pieces.count >= 8, total >= .milliseconds(500) else { return nil }
        let span = max(total / 20, .milliseconds(20))
        let all = pieces.reduce(0) { $0 + $1.bytes }
        var (first, held, best, bestSpan) = (0, 0, 0, Duration.zero)
        for piece in pieces {
            held += piece.bytes
            while piece.time - pieces[first].time > span {
                held -= pieces[first].bytes
                first += 1
            }
            if held > best { (best, bestSpan) = (held, piece.time - pieces[first].time) }
        }
        let share = Double(best) / Double(all)
        return share >= 0.7 ? .buffered(share: share, within: bestSpan) : nil
    }

    private var stall: StreamFlag? {
        let stalls = gaps.filter { $0 > .seconds(1) }
        guard let longest = stalls.max() else { return nil }
        return .stalled(count: stalls.count, longest: longest)
    }

    private var slowStart: StreamFlag? {
        guard let timeToFirst, timeToFirst >= .seconds(2), timeToFirst * 2 > total else { return nil }
        return .slowStart(timeToFirst)
    }

    /// Compares the mean gap of the last quarter with that of the first, both without their longest tenth.
    private var slowing: StreamFlag? {
        let quarter = gaps.count / 4
        guard quarter >= 10 else { return nil }
        let first = Self.trimmedMean(gaps.prefix(quarter))
        let last = Self.trimmedMean(gaps.suffix(quarter))
        guard first >= 0.002, last >= 2 * first else { return nil }
        return .slowing(factor: last / first)
    }

    private static func trimmedMean(_ gaps: ArraySlice<Duration>) -> Double {
        let kept = gaps.sorted().prefix(gaps.count - gaps.count / 10)
        return kept.reduce(0) { $0 + $1.inSeconds } / Double(kept.count)
    }
}
