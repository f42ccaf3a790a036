// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// When one transfer runs out of time, by the limits of its request.
///
/// libcurl keeps the connect limit. Its own idle limit is an average over seconds and its total limit knows no stages, so
/// the others are kept here: https://curl.se/libcurl/c/CURLOPT_LOW_SPEED_TIME.html
struct HTTPDeadlines {
    typealias Instant = ContinuousClock.Instant
    /// A limit, and when it is passed.
    typealias Deadline = (limit: CurlError.Limit, instant: Instant)

    private let idle: Duration?
    private let total: Instant?
    private var stage: Deadline?

    /// Starts the clock of a request.
    init(_ limits: HTTPLimits, start: Instant) {
        idle = limits.idle
        total = limits.total.map { start + $0 }
        stage = limits.firstByte.map { (.firstByte, start + $0) }
    }

    /// The earliest deadline, if there is any.
    var next: Deadline? {
        guard let total else { return stage }
        guard let stage, stage.instant < total else { return (.total, total) }
        return stage
    }

    /// Bytes of the body arrived, or a transfer that stood still goes on: the idle time starts anew.
    mutating func restartIdle(at now: Instant) {
        stage = idle.map { (.idle, now + $0) }
    }

    /// The transfer stands still until its consumer has read: that is no idleness of the server.
    mutating func suspendIdle() {
        stage = nil
    }
}
