// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a token costs, by the way of delivery and by the number of consumers; measured on one machine, in turns.
///
/// ```swift
/// let costs = try await CostTable.measure("my handler") { .handler(MyHandler()) }
/// print(costs)                                          // a table for people; `markdown`, `json` and `svg` for the rest
/// ```
public struct CostTable: Sendable, Codable {
    /// Where it was measured.
    public var machine: Machine
    /// What was measured, a row for each contender. The first is the floor, which the others are compared to.
    public var rows: [Row]

    /// Creates a table.
    public init(machine: Machine, rows: [Row]) {
        self.machine = machine
        self.rows = rows
    }

    /// The numbers of consumers that were measured, in order.
    public var consumers: [Int] { rows.first?.cells.map(\.consumers) ?? [] }

    /// One contender.
    public struct Row: Sendable, Codable {
        /// The contender's name.
        public var name: String
        /// A cell for each number of consumers, in order.
        public var cells: [Cell]

        /// Creates a row.
        public init(name: String, cells: [Cell]) {
            self.name = name
            self.cells = cells
        }

        /// Nanoseconds that one consumer more costs a token: from the fewest to the most consumers that were measured, nobody
        /// left out, by the least times. `nil` of fewer than two numbers.
        public var further: Double? {
            let called = cells.filter { $0.consumers > 0 }
            guard let few = called.first, let many = called.last, many.consumers > few.consumers else { return nil }
            return (many.nanoseconds.least - few.nanoseconds.least) / Double(many.consumers - few.consumers)
        }
    }

    /// One contender with one number of consumers. Every value is the mean of a turn.
    public struct Cell: Sendable, Codable {
        /// How many consumers got the tokens.
        public var consumers: Int
        /// How many tokens each consumer got in a turn.
        public var tokens: Int
        /// How many turns there were.
        public var turns: Int
        /// Nanoseconds a token, for all consumers together.
        public var nanoseconds: Percentiles
        /// How many times the floor's time in the same turn; `nil` without consumers, where the floor calls nobody.
        public var ratio: Percentiles?
        /// The least time, as a multiple of the floor's least time: what a machine that does nothing else would come to.
        /// `nil` without consumers.
        public var leastRatio: Double?
    }
}
