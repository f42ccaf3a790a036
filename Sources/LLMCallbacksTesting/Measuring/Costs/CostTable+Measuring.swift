// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

extension CostTable {
    /// The floor, this package, and the rivals that need nothing but the standard library.
    public static let standardContenders: [any Contender] = [
        .floor, .inline, .inlineWithoutTimes, .queued, .queuedWithoutTimes, .closureArray, .actor, .actorWithTimes,
        .asyncStream, .taskGroup,
    ]

    /// The numbers of consumers that show how a cost grows.
    public static let standardConsumers = [0, 1, 2, 4, 8, 64]

    /// Measures contenders beside each other.
    ///
    /// With the standard contenders and consumers it takes about ten seconds.
    ///
    /// - Parameters:
    ///   - contenders: Who takes part. The first is the floor, which the others are compared to.
    ///   - consumers: The numbers of consumers, each in a ``Contest`` of its own.
    ///   - turns: How many turns each contender has; at least 1.
    ///   - tokens: How many tokens each consumer gets in a turn, rounded up to whole rounds of ``TokenLoad``; as many as fill
    ///     two milliseconds if `nil`.
    ///   - progress: Called before each turn, of which all contenders have one.
    /// - Throws: What a contender throws; ``IncompleteDelivery`` if one lost or changed a token; `CancellationError` between
    ///   two turns.
    public static func measure(
        _ contenders: [any Contender] = standardContenders,
        consumers: [Int] = standardConsumers,
        turns: Int = 100,
        tokens: Int? = nil,
        progress: (MeasuringProgress) -> Void = { _ in }
    ) async throws -> CostTable {
        var rows = contenders.map { Row(name: $0.name, cells: []) }
        let turns = max(1, turns)
        for (index, number) in consumers.enumerated() {
            var contest = try await Contest(contenders, consumers: number, tokens: tokens)
            for turn in 0..<turns {
                try Task.checkCancellation()
                progress(
                    MeasuringProgress(consumers: number, done: index * turns + turn, total: consumers.count * turns)
                )
                try await contest.turn()
            }
            for (row, entry) in contest.entries.enumerated() {
                rows[row].cells.append(Cell(entry, consumers: number, floor: contest.entries[0]))
            }
        }
        return CostTable(machine: .current, rows: rows)
    }

    /// Measures a handler of your own in the same way: beside the floor, and beside handlers that only count.
    ///
    /// ```swift
    /// let costs = try await CostTable.measure("webhook") { .handler(WebhookHandler()) }
    /// print(costs)
    /// ```
    ///
    /// What it costs is the row's time less that of `inline` or `queued`, which do next to nothing with a token. The time
    /// includes the run's end, and so what the handler does there.
    ///
    /// - Parameters:
    ///   - name: A name for the handler.
    ///   - consumers: How many such handlers are measured at once.
    ///   - turns: How many turns there are; at least 1.
    ///   - tokens: How many tokens a handler gets in a turn, rounded up to whole rounds of ``TokenLoad``; as many as fill two
    ///     milliseconds if `nil`.
    ///   - progress: Called before each turn, of which all contenders have one.
    ///   - makeCallback: Makes one handler, registered as it will be. Called once a turn and handler, outside of the time.
    /// - Throws: ``HandlerMisconduct`` if a handler failed; what `makeCallback` throws.
    public static func measure(
        _ name: String,
        consumers: [Int] = [1, 8],
        turns: Int = 100,
        tokens: Int? = nil,
        progress: (MeasuringProgress) -> Void = { _ in },
        makeCallback: @escaping @Sendable () throws -> Callback
    ) async throws -> CostTable {
        try await measure(
            [.floor, .inline, .queued, HandlerContender(name, makeCallback: makeCallback)],
            consumers: consumers,
            turns: turns,
            tokens: tokens,
            progress: progress
        )
    }
}

extension CostTable.Cell {
    /// What a contest has found out about one contender.
    init(_ entry: Contest.Entry, consumers: Int, floor: Contest.Entry) {
        self.consumers = consumers
        tokens = entry.tokens
        turns = entry.turns
        nanoseconds = Percentiles(entry.nanoseconds)
        guard consumers > 0, floor.nanoseconds(0) > 0 else { return }
        ratio = Percentiles(entry.ratio)
        leastRatio = entry.nanoseconds(0) / floor.nanoseconds(0)
    }
}
