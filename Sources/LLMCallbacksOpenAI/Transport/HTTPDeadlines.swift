// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// When one transfer runs out of time, by the limits of its request.
///
/// libcurl keeps the connect limit. Its own idle limit is an average over seconds and its total limit knows no stages, so
/// the others are kept here: https://curl.se/libcurl/c/CURLOPT_LOW_SPEED_TIME.html
///
/// Arriving bytes cost no more than a store. What the consumer saw in them is asked for when a limit seems to have passed.
struct HTTPDeadlines {
    typealias Instant = MonotonicInstant

    /// What the consumer knows.
    struct Progress {
        /// Since when the stream has been without an event: the consumer's last wait after one.
        var lastEvent: Instant
        /// Whether the answer has had a token.
        var hasToken = false
        /// Whether the consumer has judged all that has arrived, and waits for more.
        var isWaiting = true
        /// How many parts the consumer has judged.
        var judgedParts = 0
    }

    private let timeouts: Timeouts
    private let start: Instant
    private var lastByte: Instant?
    private var progress: Progress
    private var postponed: Instant?
    /// How many parts had been judged when a limit seemed to have passed while the consumer was at work.
    private var suspicion: Int?

    /// How long to wait for a consumer who has not judged yet what arrived.
    private static let patience = Duration.milliseconds(100)

    /// Starts the clock of a request.
    init(_ timeouts: Timeouts, start: Instant) {
        self.timeouts = timeouts
        self.start = start
        progress = Progress(lastEvent: start)
    }

    /// The next instant at which a limit may have passed; nil if none can.
    var next: Instant? {
        if let postponed { return postponed }
        return progress.hasToken
            ? earliest(totalEnd, earliest(idleEnd, eventEnd)) : earliest(totalEnd, earliest(firstTokenEnd, probe))
    }

    /// Bytes of the body arrived, or a transfer that stood still goes on: the idle time starts anew.
    mutating func restartIdle(at now: Instant) { lastByte = now }

    /// The transfer stands still until its consumer has read: that is no idleness of the server.
    mutating func suspendIdle() { lastByte = nil }

    /// Notes what the consumer knew when it was last asked.
    mutating func note(_ progress: Progress) { self.progress = progress }

    /// Returns the limit that has passed, if one has. ``next`` is later than `now` after it, if none has.
    mutating func passed(at now: Instant, _ progress: Progress) -> CurlError.Limit? {
        func isOver(_ end: Instant?) -> Bool { end.map { $0 <= now } ?? false }
        self.progress = progress
        postponed = nil
        if isOver(totalEnd) { return .total }
        if progress.hasToken, isOver(idleEnd) { return .idle }
        if isOver(progress.hasToken ? eventEnd : firstTokenEnd) {
            if isJudged { return progress.hasToken ? .event : .firstToken }
            postponed = now + Self.patience
        } else {
            suspicion = nil
            // The answer has not begun: the other limits do not hold yet, and are looked at after further bytes.
            if !progress.hasToken, isOver(probe) {
                if progress.isWaiting { lastByte = nil } else { postponed = now + Self.patience }
            }
        }
        return nil
    }

    /// Whether the consumer has judged all that had arrived when the limit passed. One that pings keep at work has when it
    /// has judged the part that it held then, and the next one, which was all that was buffered.
    private var isJudged: Bool {
        mutating get {
            let before = suspicion ?? progress.judgedParts
            suspicion = before
            return progress.isWaiting || progress.judgedParts - before >= 2
        }
    }

    private var totalEnd: Instant? { timeouts.total.map { start + $0 } }
    private var firstTokenEnd: Instant? { timeouts.firstToken.map { start + $0 } }
    private var idleEnd: Instant? { lastByte.flatMap { last in timeouts.idle.map { last + $0 } } }
    private var eventEnd: Instant? { timeouts.event.map { progress.lastEvent + $0 } }

    /// When to ask the consumer whether the answer has begun: its bytes may have had the first token.
    private var probe: Instant? {
        guard let lastByte else { return nil }
        return earliest(timeouts.idle, timeouts.event).map { lastByte + $0 }
    }

    private func earliest<Value: Comparable>(_ one: Value?, _ other: Value?) -> Value? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }
}
