// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Times several contenders in one process, turn by turn, so that whatever else the machine does hurts all alike.
///
/// ```swift
/// var contest = try await Contest([.floor, .inline, MyContender()], consumers: 8)
/// try await contest.run(turns: 60)
/// for entry in contest.entries { print(entry.name, entry.nanoseconds(50), entry.ratio(50)) }
/// ```
///
/// The first contender is the floor: ratios are to it, each of two times of the same turn.
public struct Contest: Sendable {
    /// The contenders, and what is known of them so far.
    public private(set) var entries: [Entry]
    /// How many consumers get the tokens.
    public let consumers: Int

    /// Finds out how many tokens fill a turn of each contender, which also warms it up.
    ///
    /// - Parameters:
    ///   - contenders: Who takes part; the first is what the others are compared to.
    ///   - consumers: How many consumers get the tokens.
    ///   - turn: About how long one turn of one contender takes, at least.
    ///   - tokens: How many tokens each consumer gets in a turn, whatever time that takes, rounded up to whole rounds of
    ///     ``TokenLoad``; as many as fill the time, and at least 512, if `nil`.
    /// - Throws: What a contender throws; ``IncompleteDelivery`` if one lost or changed a token.
    @concurrent
    public init(
        _ contenders: [any Contender],
        consumers: Int,
        turn: Duration = .milliseconds(2),
        tokens: Int? = nil
    ) async throws {
        self.consumers = consumers
        entries = []
        for contender in contenders {
            var load = TokenLoad(tokens: tokens ?? Self.fewestTokens)
            var time = try await Self.least(contender, load, consumers)
            while tokens == nil, time < turn, load.rounds < 1 << 16 {
                load = TokenLoad(rounds: 2 * load.rounds)
                time = try await Self.least(contender, load, consumers)
            }
            entries.append(Entry(contender: contender, load: load))
        }
    }

    /// With fewer tokens a turn, what a delivery costs once would pass for a cost of tokens.
    private static let fewestTokens = 512

    /// Lets every contender have so many turns, all of them in each turn.
    ///
    /// - Throws: As ``init(_:consumers:turn:)``.
    @concurrent
    public mutating func run(turns: Int) async throws {
        for _ in 0..<turns { try await turn() }
    }

    /// Lets every contender have one turn. Returns nanoseconds a token, in the order of ``entries``.
    ///
    /// - Throws: As ``init(_:consumers:turn:)``.
    @concurrent
    @discardableResult
    public mutating func turn() async throws -> [Double] {
        var times: [Double] = []
        for entry in entries {
            let elapsed = try await Self.time(entry.contender, entry.load, consumers)
            times.append(elapsed / .nanoseconds(1) / Double(entry.load.count))
        }
        for index in entries.indices { entries[index].record(times[index], floor: times[0]) }
        return times
    }

    /// The least of three times: on a busy machine, one time may be that of somebody else.
    private static func least(
        _ contender: any Contender,
        _ load: TokenLoad,
        _ consumers: Int
    ) async throws -> Duration {
        var least = try await time(contender, load, consumers)
        for _ in 0..<2 { least = min(least, try await time(contender, load, consumers)) }
        return least
    }

    private static func time(_ contender: any Contender, _ load: TokenLoad, _ consumers: Int) async throws -> Duration {
        let delivery = try await contender.deliver(load, to: consumers)
        try delivery.check(load, consumers: consumers, by: contender.name)
        return delivery.elapsed
    }
}
