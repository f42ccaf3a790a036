// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// When a request that failed is made again.
///
/// Only before the first event of an answer: after a connection that failed or broke, and after an answer with status 408,
/// 409, 429 or 5xx. `x-should-retry` overrules the status. An exhausted quota is final whatever anybody says. The server's
/// own wait (`retry-after-ms`, `retry-after`) is kept; without one, waits double from ``firstDelay`` to ``maxDelay``, each
/// shortened at random by up to a quarter. A wait that would pass the total limit of time is not begun.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is made again. 0: never.
    public var maxRetries: Int
    /// The wait before the first retry.
    public var firstDelay: Duration
    /// The longest wait, unless the server asks for another.
    public var maxDelay: Duration
    /// The longest wait that a server may ask for; a request that would have to wait longer is not made again.
    public var maxServerDelay: Duration

    /// Creates a policy. The defaults are those of OpenAI's own clients.
    public init(
        maxRetries: Int = 2,
        firstDelay: Duration = .milliseconds(500),
        maxDelay: Duration = .seconds(8),
        maxServerDelay: Duration = .seconds(120)
    ) {
        precondition(maxRetries >= 0, "a number of retries cannot be negative")
        self.maxRetries = maxRetries
        self.firstDelay = firstDelay
        self.maxDelay = maxDelay
        self.maxServerDelay = maxServerDelay
    }

    /// No request is made again.
    public static let never = RetryPolicy(maxRetries: 0)
}

extension RetryPolicy {
    /// How long to wait before a request is made again; `nil` if it is not.
    ///
    /// - Parameters:
    ///   - failures: How many attempts have failed, this one included.
    ///   - serverDelay: How long the server asks to wait. A negative wait is a date in the past: of no use.
    ///   - shortening: What part of an own wait to leave out, from 0 to 0.25: chosen at random, so that clients which failed
    ///     together do not come back together.
    func delay(
        afterFailures failures: Int,
        serverDelay: Duration?,
        shortening: Double = .random(in: 0...0.25)
    ) -> Duration? {
        guard failures <= maxRetries else { return nil }
        if let serverDelay, serverDelay >= .zero { return serverDelay <= maxServerDelay ? serverDelay : nil }
        var delay = firstDelay
        for _ in 1..<max(1, failures) where delay < maxDelay { delay *= 2 }
        return min(delay, maxDelay) * (1 - shortening)
    }
}
