// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How long the stages of a request may take, on a clock that no change of the time of day moves. `nil` (or `.none`) sets
/// no limit.
public struct Timeouts: Sendable, Hashable {
    /// Until a connection is there: name, proxy, TCP and TLS together. Each attempt has it anew.
    public var connect: Duration?
    /// From the start of the request to the first token of the answer. Headers, pings and events that say nothing yet do not
    /// count: many servers send them at once and then think. Each attempt has it anew.
    public var firstToken: Duration?
    /// Between two bytes of the answer, after its first token. Pings count. The time in which a slow consumer holds the
    /// server back does not.
    public var idle: Duration?
    /// Between two events of the answer, after its first token. Pings do not count.
    public var event: Duration?
    /// From the start of the first attempt to the end of the answer, with all waiting between attempts.
    public var total: Duration?

    /// Creates limits. What is left out has a default that lets a model think for minutes.
    public init(
        connect: Duration? = .seconds(10),
        firstToken: Duration? = .seconds(600),
        idle: Duration? = .seconds(120),
        event: Duration? = .seconds(600),
        total: Duration? = nil
    ) {
        self.connect = connect
        self.firstToken = firstToken
        self.idle = idle
        self.event = event
        self.total = total
    }

    /// No limit at any stage.
    public static let none = Timeouts(connect: nil, firstToken: nil, idle: nil, event: nil, total: nil)
}
